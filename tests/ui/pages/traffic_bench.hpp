// The live traffic page on its bench: a log of numbered requests, its list and its buttons. Test thread.
#pragma once

#include "tests/ui/pages/page_bench.hpp"

#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

inline const QByteArray kRequests = "GET /api/v1/admin/requests";

inline QByteArray request(int number, int status = 200) {
    const QByteArray minute = QByteArray::number(100 + number / 60).mid(1);
    const QByteArray second = QByteArray::number(100 + number % 60).mid(1);
    return R"({"trace_id":"req-)" + QByteArray::number(number) + R"(","created_at":"2026-11-27T03:)" + minute + ":" + second +
           R"(.000Z","status":)" + QByteArray::number(status) +
           R"(,"route":"/v1/chat/completions","provider":"openai","model":"gpt-4o","key_id":"k1","key_name":"billing","key_prefix":"gw-ab12",)"
           R"("ip":"10.0.0.7","attempts":1,"tokens_in":5,"tokens_out":7,"latency_ms":120,"upstream_ms":110,"ttft_ms":40})";
}

/// The newest comes first, as the gateway answers.
inline QByteArray page(int newest, int oldest, const QByteArray& cursor = "null") {
    QList<QByteArray> items;
    for (int i = newest; i >= oldest; --i) items << request(i, i % 10 == 0 ? 502 : 200);
    return "{\"items\":[" + items.join(',') + "],\"next_cursor\":" + cursor + "}";
}

inline QByteArray arrived(const QList<QByteArray>& rows) { return "event: requests\ndata: {\"items\":[" + rows.join(',') + "]}\n\n"; }

inline QTableView* table(const PageBench& bench) { return bench.part<QTableView>("page.traffic.table"); }
inline QLineEdit* expression(const PageBench& bench) { return bench.part<QLineEdit>("page.traffic.expression"); }
inline void press(const PageBench& bench, const char* name) {
    auto* button = bench.part<QPushButton>(name);
    QVERIFY2(button && button->isEnabled(), name);
    QTest::mouseClick(button, Qt::LeftButton);
}
inline void openWith(PageBench& bench, int rows, const QByteArray& cursor = "null") {
    bench.peer.on(kRequests, 200, page(rows, 1, cursor));
    bench.openPage("traffic");
    QTRY_COMPARE(table(bench)->model()->rowCount(), rows);
    QTRY_COMPARE(bench.peer.streamCount(), 1);
}
