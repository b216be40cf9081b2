// Incremental parser of text/event-stream (WHATWG HTML §9.2.6): bytes in, events out, whatever the chunk borders.
// Any thread; a value owned by EventLink. Memory is bounded: an event above kEventBytesMax breaks the stream.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace ui::bridge {

struct SseEvent {
    QByteArray name;  // "message" when the stream gives none
    QByteArray data;
};

class SseParser {
public:
    static constexpr qsizetype kEventBytesMax = 8 * 1024 * 1024;

    /// Appends complete events to `out`. After broken() it ignores everything.
    void feed(QByteArrayView bytes, std::vector<SseEvent>& out);
    bool isBroken() const { return broken_; }
    void reset() { *this = SseParser(); }

private:
    void endLine(std::vector<SseEvent>& out);
    void field(QByteArrayView name, QByteArrayView value);

    QByteArray line_;
    QByteArray name_;
    QByteArray data_;
    bool hasData_ = false;
    bool afterCarriageReturn_ = false;
    bool firstLine_ = true;
    bool broken_ = false;
};

}  // namespace ui::bridge
