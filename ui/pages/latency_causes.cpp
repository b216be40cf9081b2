#include "ui/pages/latency_causes.hpp"

#include "ui/pages/elided_label.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::LatencyCause;

namespace {

constexpr int kGlyph = 14;

}  // namespace

LatencyCauses::LatencyCauses(QWidget* parent) : QWidget(parent), lines_(new QVBoxLayout(this)) {
    setObjectName(u"page.latency.causes"_s);
    setAccessibleName(tr("Possible causes"));
    lines_->setContentsMargins(0, 0, 0, 0);
    lines_->setSpacing(style::kGapTiny);
}

void LatencyCauses::show(std::vector<LatencyCause> causes) {
    if (filled_ && causes == shown_) return;
    filled_ = true;
    shown_ = std::move(causes);
    while (QLayoutItem* item = lines_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto addLine = [this](style::Status status, QWidget* words) {
        auto* line = new QWidget(this);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(style::kGapSmall);
        auto* glyph = new QLabel(line);
        glyph->setPixmap(style::statusGlyph(status, kGlyph));
        glyph->setAccessibleName(style::statusWord(status));
        words->setParent(line);
        row->addWidget(glyph);
        row->addWidget(words, 1);
        lines_->addWidget(line);
    };
    if (shown_.empty()) {
        auto* none = new QLabel(tr("Nothing stands out."), this);
        none->setObjectName(u"page.latency.causes.none"_s);
        addLine(style::Status::ok, none);
    }
    for (size_t i = 0; i < shown_.size() && i < kShown; ++i) {
        const LatencyCause& cause = shown_[i];
        auto* link = new QPushButton(this);
        link->setObjectName(u"page.latency.cause.%1"_s.arg(QLatin1StringView(cause.id)));
        link->setAccessibleName(cause.text);
        link->setToolTip(cause.text);
        style::setButtonKind(*link, "flat");
        // The button is as wide as its card; what does not fit is in the tool tip.
        auto* inside = new QHBoxLayout(link);
        inside->setContentsMargins(style::kGapSmall, 0, style::kGapSmall, 0);
        auto* label = new ElidedLabel(link);
        label->setText(cause.text);
        label->setProperty("role", u"link"_s);
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        inside->addWidget(label);
        connect(link, &QPushButton::clicked, this, [this, cause] { Q_EMIT chosen(cause); });
        addLine(cause.status, link);
    }
    lines_->addStretch(1);
}

}  // namespace ui::pages
