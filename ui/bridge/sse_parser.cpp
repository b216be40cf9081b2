#include "ui/bridge/sse_parser.hpp"

#include <utility>

namespace ui::bridge {

void SseParser::feed(QByteArrayView bytes, std::vector<SseEvent>& out) {
    for (const char byte : bytes) {
        if (broken_) return;
        if (byte == '\n' && afterCarriageReturn_) {
            afterCarriageReturn_ = false;  // CRLF is one line end, even when a chunk border parts it
            continue;
        }
        afterCarriageReturn_ = byte == '\r';
        if (byte == '\n' || byte == '\r') {
            endLine(out);
        } else {
            line_.append(byte);
            broken_ = line_.size() + data_.size() > kEventBytesMax;
        }
    }
}

void SseParser::endLine(std::vector<SseEvent>& out) {
    if (std::exchange(firstLine_, false) && line_.startsWith("\xEF\xBB\xBF")) line_.remove(0, 3);
    const QByteArray line = std::exchange(line_, {});
    if (line.isEmpty()) {
        if (hasData_) {
            data_.chop(1);  // the last data line's own line feed
            out.push_back({name_.isEmpty() ? QByteArrayLiteral("message") : name_, data_});
        }
        name_.clear();
        data_.clear();
        hasData_ = false;
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon == 0) return;  // a comment, sent to keep the connection alive
    if (colon < 0) return field(line, {});
    QByteArrayView value = QByteArrayView(line).sliced(colon + 1);
    if (value.startsWith(' ')) value = value.sliced(1);
    field(QByteArrayView(line).first(colon), value);
}

void SseParser::field(QByteArrayView name, QByteArrayView value) {
    if (name == "event") {
        name_ = value.toByteArray();
    } else if (name == "data") {
        data_.append(value);
        data_.append('\n');
        hasData_ = true;
    }
}

}  // namespace ui::bridge
