// The latency of the range as a file: CSV of the routes for a program, Markdown for people, the page as a picture.
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"
#include "ui/pages/latency_causes.hpp"
#include "ui/pages/latency_page.hpp"

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::durationText;
using models::LatencyRouteRow;

namespace {

constexpr size_t kSlowWritten = 20;

QString bare(std::optional<double> ms) { return ms ? QString::number(*ms, 'f', 1) : QString(); }
/// Of few samples a P95 or P99 is unknown, in the file as on the screen.
std::optional<double> tailOf(const LatencyRouteRow& row, std::optional<double> ms) { return row.requests < models::kSamplesForP99 ? std::nullopt : ms; }

}  // namespace

void LatencyPage::exportLatency() {
    offerExport({u"dialog.latencyExport"_s, tr("Export the latency of this range"), u"latency"_s, {u"csv"_s, u"md"_s, u"png"_s},
                 [this](const QString& file, const QString& suffix) {
        writeFile(file, suffix == "md"_L1 ? asMarkdown() : suffix == "png"_L1 ? picture() : asCsv());
    }});
}

QByteArray LatencyPage::asCsv() const {
    QByteArray text = csvLine({u"provider"_s, u"model"_s, u"requests"_s, u"p50_ms"_s, u"p95_ms"_s, u"p99_ms"_s, u"mean_ms"_s, u"body_ms"_s, u"queue_ms"_s, u"gateway_ms"_s, u"dns_ms"_s,
                               u"connect_ms"_s, u"tls_ms"_s, u"first_byte_ms"_s, u"stream_ms"_s});
    for (const LatencyRouteRow& row : routes_->rows()) {
        const auto mean = row.requests > 0 ? row.parts.dividedBy(static_cast<double>(row.requests)) : models::LatencyParts();
        text += csvLine({row.provider, row.model, QString::number(row.requests), bare(row.p50), bare(tailOf(row, row.p95)), bare(tailOf(row, row.p99)), bare(row.meanMs()), bare(mean.body),
                         bare(mean.queue), bare(mean.gateway), bare(mean.dns), bare(mean.tcp), bare(mean.tls), bare(mean.wait), bare(mean.stream)});
    }
    return text;
}

QByteArray LatencyPage::asMarkdown() const {
    QByteArray text = u"# %1\n\n%2\n\n%3\n\n"_s.arg(title(), spanText_, summary_).toUtf8();
    text += u"## %1\n\n"_s.arg(tr("Possible causes")).toUtf8();
    for (const auto& cause : causes_->causes()) text += u"- %1\n"_s.arg(cause.text).toUtf8();
    if (causes_->causes().empty()) text += u"- %1\n"_s.arg(tr("Nothing stands out.")).toUtf8();
    text += u"\n## %1\n\n"_s.arg(tr("By provider and model")).toUtf8();
    text += markdownHeading({tr("Provider", "Markdown column"), tr("Model", "Markdown column"), tr("Requests", "Markdown column"), u"P50"_s, u"P95"_s, u"P99"_s,
                             tr("Mean", "Markdown column"), tr("Queue", "Markdown column"), tr("Gateway", "Markdown column"), tr("Provider's share", "Markdown column")});
    for (const LatencyRouteRow& row : routes_->rows()) {
        const auto mean = row.requests > 0 ? row.parts.dividedBy(static_cast<double>(row.requests)) : models::LatencyParts();
        text += markdownLine({row.provider, row.model, models::countText(row.requests), durationText(row.p50), durationText(tailOf(row, row.p95)), durationText(tailOf(row, row.p99)),
                              durationText(row.meanMs()), durationText(mean.queue), durationText(mean.gateway), durationText(mean.connect + mean.wait + mean.stream)});
    }
    text += u"\n## %1\n\n"_s.arg(tr("Slow requests from %1").arg(models::plainDurationText(static_cast<double>(thresholdMs())))).toUtf8();
    text += markdownHeading({tr("Time", "Markdown column"), tr("Latency", "Markdown column"), tr("Provider", "Markdown column"), tr("Model", "Markdown column"),
                             tr("Trace id", "Markdown column")});
    const auto& rows = slow_->rows();
    for (size_t i = 0; i < rows.size() && i < kSlowWritten; ++i) {
        const models::SlowRow& row = rows[i];
        text += markdownLine({models::exactText(row.at), durationText(static_cast<double>(row.latencyMs)), row.provider, row.model, row.traceId});
    }
    return text;
}

}  // namespace ui::pages
