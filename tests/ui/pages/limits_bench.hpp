// A rate limits page with the global line and one user's on the scripted peer, and the gestures its tests share.
// Test thread; owned by the test function.
#pragma once

#include "tests/ui/pages/page_bench.hpp"

#include <QPushButton>
#include <QTableView>

namespace limits {

inline const QByteArray kLimits = "GET /api/v1/admin/limits";

inline QByteArray listOf(const QList<QByteArray>& items) { return "{\"items\":[" + items.join(',') + "],\"next_cursor\":null}"; }

inline QByteArray globalRow(const QByteArray& settings = "{\"rpm\":100,\"tpm\":null}") {
    return "{\"scope\":\"global\",\"subject\":\"*\",\"name\":\"*\",\"rpm\":null,\"tpm\":null,\"use\":null,\"settings\":" + settings + "}";
}

inline const QByteArray kUserRow = "{\"scope\":\"user\",\"subject\":\"u1\",\"name\":\"ops@example.com\",\"rpm\":60,\"tpm\":200000,\"budget_day_usd\":\"2.5\","
                            "\"inherited\":{\"tpd\":9000},\"use\":{\"requests_minute\":55,\"requests_peak_5m\":58,\"tokens_minute\":9000,\"running\":3,\"refused\":7}}";

inline const QByteArray kStates =
    "{\"items\":[{\"scope\":\"key\",\"subject\":\"k1\",\"name\":\"batch\",\"limit\":\"rpm\",\"unit\":\"requests\",\"value\":100,\"used\":58,\"held\":0,\"left\":42,"
    "\"resets_at\":\"2026-01-06T12:01:00.000Z\",\"source\":{\"scope\":\"setting\",\"subject\":\"RATE_LIMIT_EXTERNAL_RPM\"}},"
    "{\"scope\":\"user\",\"subject\":\"u1\",\"name\":\"ops@example.com\",\"limit\":\"rpm\",\"unit\":\"requests\",\"value\":60,\"used\":55,\"held\":0,\"left\":5,"
    "\"resets_at\":\"2026-01-06T12:01:00.000Z\",\"source\":{\"scope\":\"user\",\"subject\":\"u1\"}}],\"next_cursor\":null}";

inline const QByteArray kWhatIf =
    R"({"requests":1204,"refused":31,"refused_then":7,"subjects":1,"counted_since":null,"since":"2026-01-06T12:00:00.000Z","until":"2026-01-07T12:00:00.000Z",)"
    R"("peak_requests":{"amount":58,"at":"2026-01-06T14:03:20.000Z"},"worst":{"at":"2026-01-06T14:03:00.000Z","requests":58,"refused":28},"step":900,)"
    R"("steps":[{"at":"2026-01-06T14:00:00.000Z","requests":90,"refused":31}]})";

inline QTableView* table(const PageBench& bench) { return bench.part<QTableView>("page.limits.table"); }
inline void openPage(PageBench& bench, const QList<QByteArray>& rows = {globalRow(), kUserRow}) {
    bench.peer.on(kLimits, 200, listOf(rows));
    bench.peer.on("GET /api/v1/admin/api-keys", 200, "{\"items\":[{\"id\":\"k1\",\"name\":\"batch\",\"prefix\":\"gw-ab12\",\"status\":\"active\"}],\"next_cursor\":null}");
    bench.peer.on("GET /api/v1/admin/api-keys/k1/limits", 200, kStates);
    bench.peer.on("GET /api/v1/admin/presets", 200, R"({"items":[{"id":"p1","name":"default","items":[]}],"next_cursor":null})");
    bench.peer.on("GET /api/v1/admin/limits/user/u1/what-if", 200, kWhatIf);
    bench.openPage("limits");
    QTRY_COMPARE(table(bench)->model()->rowCount(), static_cast<int>(rows.size()));
}
inline void chooseRow(const PageBench& bench, int row) { table(bench)->selectRow(row); }
inline void press(const PageBench& bench, const char* name) {
    auto* button = bench.part<QPushButton>(name);
    QVERIFY2(button && button->isEnabled(), name);
    QTest::mouseClick(button, Qt::LeftButton);
}

}  // namespace limits
