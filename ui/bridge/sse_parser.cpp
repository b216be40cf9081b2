#include "ui/bridge/sse_parser.hpp"

#include <algorithm>
#include <utility>

namespace ui::bridge {

void SseParser::feed(QByteArrayView bytes, std::vector<SseEvent>& out) {
    const auto isEnd = [](char byte) { return byte == '\n' || byte == '\r'; };
    while (!bytes.isEmpty() && !broken_) {
        // CRLF is one line end, even when a chunk border parts it.
        if (std::exchange(afterCarriageReturn_, false) && bytes.front() == '\n') {
            bytes = bytes.sliced(1);
            continue;
        }
        const auto end = std::find_if(bytes.begin(), bytes.end(), isEnd) - bytes.begin();
        line_.append(bytes.first(end));
        broken_ = line_.size() + data_.size() > kEventBytesMax;
        if (broken_ || end == bytes.size()) return;
        afterCarriageReturn_ = bytes[end] == '\r';
        bytes = bytes.sliced(end + 1);
        endLine(out);
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
