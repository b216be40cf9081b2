// A providers page with one preset of two routes on the scripted peer, and the gestures its tests share.
// Test thread; owned by the test function.
#pragma once

#include "tests/ui/pages/page_bench.hpp"

#include "ui/pages/preset_file.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>

namespace routing {

using ui::widgets::InlineMessage;

inline QByteArray list(const QList<QByteArray>& items) { return "{\"items\":[" + items.join(',') + "],\"next_cursor\":null}"; }

inline QByteArray provider(const QByteArray& name) {
    return R"({"id":")" + name + R"(-id","name":")" + name + R"(","kind":"openai","base_url":"https:\/\/a.example","is_active":true})";
}

inline QByteArray preset(int first, int second, bool secondActive = true, const QByteArray& more = {}) {
    return R"({"id":"p1","name":"default","strategy":"weighted","items":[)"
           R"({"id":"i1","provider":"openai","model":"gpt-4o","weight":)" + QByteArray::number(first) +
           R"(,"priority":0,"is_active":true},{"id":"i2","provider":"azure","model":"gpt-x","weight":)" +
           QByteArray::number(second) + R"(,"priority":0,"is_active":)" + (secondActive ? "true" : "false") + "}" + more + "]}";
}

inline const QByteArray kPresets = "GET /api/v1/admin/presets";
inline const QByteArray kOne = "GET /api/v1/admin/presets/p1";
inline const QByteArray kPatch = "PATCH /api/v1/admin/presets/p1";
inline const QByteArray kPatchItem = "PATCH /api/v1/admin/preset-items/i1";
enum Column { kActive = 2, kPriority, kWeight, kShare };

inline QTableView* table(const PageBench& bench) { return bench.part<QTableView>("page.providers.routing"); }
inline QString cell(const PageBench& bench, int row, int column) { return table(bench)->model()->index(row, column).data().toString(); }
inline int columnOf(const PageBench& bench, const QString& heading) {
    for (int column = 0; column < table(bench)->model()->columnCount(); ++column) {
        if (table(bench)->model()->headerData(column, Qt::Horizontal).toString() == heading) return column;
    }
    return -1;
}
inline void press(const PageBench& bench, const char* name) {
    auto* button = bench.part<QPushButton>(name);
    QVERIFY2(button && button->isEnabled(), name);
    QTest::mouseClick(button, Qt::LeftButton);
}
inline void gatewayHas(PageBench& bench, const QByteArray& one) {
    bench.peer.on(kPresets, 200, list({one}));
    bench.peer.on(kOne, 200, one);
}
inline void openPage(PageBench& bench) {
    bench.peer.on("GET /api/v1/admin/providers", 200, list({provider("azure"), provider("openai")}));
    bench.peer.on("GET /api/v1/admin/dependencies", 200, list({}));
    gatewayHas(bench, preset(60, 40));
    bench.openPage("providers");
    QTRY_COMPARE(table(bench)->model()->rowCount(), 2);
    QTRY_VERIFY(bench.page->hasData());
}
inline void typeNumber(const PageBench& bench, int row, int column, const char* digits) {
    table(bench)->setFocus();
    table(bench)->setCurrentIndex(table(bench)->model()->index(row, column));
    QTest::keyClick(table(bench), Qt::Key_F2);
    auto* editor = table(bench)->findChild<QSpinBox*>(column == kWeight ? QStringLiteral("page.providers.weightEditor")
                                                                        : QStringLiteral("page.providers.priorityEditor"));
    QVERIFY(editor);
    QTest::keyClicks(editor, QString::fromLatin1(digits));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(!table(bench)->findChild<QSpinBox*>());
}
inline QString draftText(const PageBench& bench) { return bench.part<QLabel>("page.providers.draft")->text(); }
inline void choose(const PageBench& bench, const char* dialogName, const QString& path) {
    auto* dialog = bench.part<QFileDialog>(dialogName);
    QVERIFY(dialog);
    auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    QVERIFY(name);
    name->setText(path);
    QTest::keyClick(name, Qt::Key_Return);
}

}  // namespace routing
