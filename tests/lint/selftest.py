"""Every lint catches a planted violation and leaves innocent neighbours alone. Each case is a small tree in a temporary folder."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

import banned  # noqa: E402
import layers  # noqa: E402
import program_links  # noqa: E402
import root_entries  # noqa: E402
import security  # noqa: E402
import size  # noqa: E402
import translations  # noqa: E402
from source_tree import Tree, without_comments, without_literals  # noqa: E402


class LintCase(unittest.TestCase):
    def tree(self, files):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for name, text in files.items():
            path = Path(folder.name) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Tree(folder.name)

    def assert_caught(self, lint, name, text, **others):
        found = list(lint.check(self.tree({name: text, **others})))
        self.assertEqual(len(found), 1, f"{name}: {text!r} gave {found}")
        self.assertIn(name, found[0])

    def assert_clean(self, lint, files):
        self.assertEqual(list(lint.check(self.tree(files))), [])


class Blanking(unittest.TestCase):
    def test_keeps_lines_and_columns(self):
        text = 'a /* x\ny */ b // "no"\nc("// in \\" text") R"x(/* raw )" */)x" 1\'000 \'"\''
        for view in (without_comments(text), without_literals(text)):
            self.assertEqual([len(line) for line in view.split("\n")], [len(line) for line in text.split("\n")])
        self.assertIn('"// in \\" text"', without_comments(text))
        self.assertNotIn("raw", without_literals(text))
        self.assertIn("1'000", without_literals(text))


class Layers(LintCase):
    def test_catches_each_forbidden_include(self):
        for name, header in [
            ("gateway/net/a.cpp", '"ui/shell/main_window.hpp"'),
            ("gateway/net/a.cpp", '"app/app_context.hpp"'),
            ("gateway/store/a.cpp", "<QWidget>"),
            ("gateway/store/a.cpp", "<QtGui/QColor>"),
            ("gateway/net/a.cpp", "<QString>"),
            ("gateway/control/a.cpp", "<QtCore/QObject>"),
            ("gateway/secrets/a.cpp", "<QProcess>"),
            ("ui/pages/a.cpp", '"gateway/base/result.hpp"'),
            ("ui/pages/a.cpp", '"app/app_context.hpp"'),
            ("gateway/dialect/a.cpp", "<boost/asio/io_context.hpp>"),
            ("gateway/routing/a.cpp", "<thread>"),
            ("gateway/routing/a.cpp", "<mutex>"),
            ("gateway/limits/a.cpp", "<sys/socket.h>"),
            ("gateway/dialect/a.cpp", '"gateway/net/worker.hpp"'),
            ("gateway/pipeline/a.cpp", '"gateway/net/worker.hpp"'),
            ("gateway/pipeline/a.cpp", "<boost/asio/post.hpp>"),
            ("gateway/net/a.cpp", "<gateway/base/result.hpp>"),
            ("ui/pages/a.cpp", '"../shell/main_window.hpp"'),
        ]:
            with self.subTest(name=name, header=header):
                self.assert_caught(layers, name, f"#include {header}\n")

    def test_leaves_allowed_includes_alone(self):
        self.assert_clean(layers, {
            "gateway/store/a.cpp": "#include <QSqlQuery>\n#include <QtCore/QString>\n",
            "gateway/store/backup.cpp": "#include <QProcess>\n",
            "gateway/limits/a.cpp": "#include <mutex>\n#include <quick.hpp>\n",
            "gateway/net/a.cpp": '// #include "ui/a.hpp"\n#include <boost/asio/io_context.hpp>\n#include "gateway/pipeline/port.hpp"\n',
            "ui/bridge/a.cpp": '#include "gateway/base/error_codes.def"\n#include <QWidget>\n',
            "app/a.cpp": '#include "ui/shell/a.hpp"\n#include "gateway/engine/a.hpp"\n',
        })

    def test_catches_a_leaf_that_knows_a_leaf(self):
        files = {"ui/pages/pages.def": "GW_PAGE(overview, Overview, monitor)\nGW_PAGE(keys, Keys, resources)\n",
                 "ui/pages/keys_page.cpp": '#include "ui/pages/key_dialogs.hpp"\n', "ui/pages/key_dialogs.hpp": "",
                 "ui/pages/keys_page.hpp": ""}
        self.assert_clean(layers, {**files, "ui/pages/overview_page.cpp": '#include "ui/pages/data_table.hpp"\n'})
        self.assert_caught(layers, "ui/pages/overview_page.cpp", '#include "ui/pages/keys_page.hpp"\n', **files)

    def test_catches_a_writer_outside_the_store(self):
        self.assert_caught(layers, "gateway/admin/a.cpp", 'run("UPDATE api_key SET status = 1");\n')
        self.assert_clean(layers, {"gateway/store/a.cpp": 'run("INSERT INTO users VALUES (1)");\n',
                                   "gateway/admin/a.cpp": '// "DELETE FROM users"\nsay("update the key");\n'})


def function_of(lines, head="int f() {"):
    return head + "\n" + "    a();\n" * (lines - 2) + "}\n"


class Size(LintCase):
    def test_catches_a_long_file(self):
        self.assert_caught(size, "ui/a.cpp", "int a;\n" * 501)
        self.assert_clean(size, {"ui/a.cpp": "int a;\n" * 500, "gateway/base/error_codes.def": "X()\n" * 900})

    def test_catches_a_long_function_of_each_shape(self):
        for head in ("int f() {", "void A::b(int x) const noexcept {", "A::A(int x)\n    : a_{x}, b_(x) {", "template <class T> auto f(T x) -> int {",
                     "namespace a { namespace {\nint f() {", "class A {\n public:\n int f() {", "auto f = [](int x) {", "struct P f() {"):
            with self.subTest(head=head):
                end = "}" * (head.count("{") - 1 - head.count("{x}"))
                self.assert_caught(size, "gateway/a.cpp", function_of(72, head) + end)

    def test_measures_each_function_alone(self):
        self.assert_clean(size, {
            "gateway/a.cpp": "namespace a {\nclass B {\n Q_OBJECT\n public:\n" + function_of(60) * 4 + "};\n}\n",
            "gateway/b.cpp": "const T kTable{\n" + "    {1, f(2)},\n" * 90 + "};\n",
            "gateway/c.cpp": "/*\n" + "{(\n" * 90 + "*/\nint f() {}\n"})

    def test_catches_a_long_python_function(self):
        self.assert_caught(size, "tests/a.py", "def f():\n" + "    a = 1\n" * 71)

    def test_the_allowance_only_shrinks(self):
        long = {"ui/a.cpp": "int a;\n" * 600}
        self.assert_clean(size, {**long, size.ALLOWANCE: "# why\nui/a.cpp 600\n"})
        self.assertIn("file has 600", size.check(self.tree({**long, size.ALLOWANCE: "ui/a.cpp 550\n"}))[0])
        self.assertIn("lower or drop", size.check(self.tree({**long, size.ALLOWANCE: "ui/a.cpp 700\n"}))[0])
        self.assertIn("lower or drop", size.check(self.tree({"ui/a.cpp": "", size.ALLOWANCE: "ui/a.cpp 700\n"}))[0])


class Banned(LintCase):
    def test_catches_each_construct(self):
        for name, text in [
            ("ui/a.cpp", "QTableWidget* t;"), ("ui/a.cpp", "QListWidget t;"), ("ui/a.cpp", "dialog.exec();"), ("ui/a.cpp", "menu->exec(p);"),
            ("ui/a.cpp", "QMessageBox::question(this, a, b);"), ("app/a.cpp", "QFileDialog::getOpenFileName(this);"),
            ("ui/a.cpp", "QCoreApplication::processEvents();"), ("ui/a.cpp", "QEventLoop loop;"), ("ui/a.cpp", "p->waitForFinished();"),
            ("ui/a.cpp", "QThread::msleep(5);"), ("gateway/a.cpp", "system(line);"), ("gateway/a.cpp", "std::system(line);"),
            ("gateway/a.cpp", "FILE* f = popen(line, m);"), ("gateway/a.cpp", 'run({"sh", "-c", line});'),
            ("gateway/a.cpp", 'run("/bin/bash", {"-c", line});'), ("ui/a.cpp", "job.setInsecureFallback(true);"), ("gateway/a.cpp", "int x = rand();"),
            ("gateway/a.cpp", "std::srand(1);"), ("gateway/a.cpp", "process.startCommand(line);"), ("gateway/a.cpp", "std::regex r(x);"),
            ("tests/a_test.cpp", "std::this_thread::sleep_for(1ms);"), ("tests/a_test.cpp", "QTest::qWait(100);"), ("tests/a_test.cpp", "usleep(3);"),
            ("tests/a_test.cpp", 'QSKIP("no");'), ("tests/a.py", "time.sleep(1)"), ("tests/a.py", "self.skipTest('x')"),
            ("tests/a.py", "@unittest.skipIf(x, 'y')"), ("tests/a.py", "subprocess.run(x, shell=True)"),
            ("gateway/a.hpp", "// a\n#pragma once\nusing namespace std;"), ("gateway/a.cpp", "// TODO: later"), ("gateway/a.cpp", "// FIXME"),
            ("gateway/a.hpp", "#pragma once\n"), ("gateway/a.hpp", "// a\n"), ("gateway/string_utils.cpp", ""), ("ui/key_manager.cpp", ""),
        ]:
            with self.subTest(name=name, text=text):
                self.assert_caught(banned, name, text + "\n")

    def test_leaves_innocent_neighbours_alone(self):
        self.assert_clean(banned, {
            "ui/a.cpp": '// never QTableWidget, exec() or processEvents()\nQString s = "dialog.exec()"; dialog->open(); QTableWidgetItem* i;\n',
            "app/a.cpp": "int main() { return application.exec(); }\n", "app/b.cpp": "job->setInsecureFallback(false);\n",
            "gateway/a.cpp": "file_system(x); filesystem::operand(); brand(); x.system(); a.rand(); // TODO(mei): price of images\n",
            "tests/a_test.cpp": "QTRY_VERIFY(x); spy.wait(); QTest::qWaitFor(f);\n", "tests/a.py": "event.wait(0.1)\n",
            "gateway/a.hpp": "// What it is.\n#pragma once\nusing std::string;\n", "gateway/common_name.hpp.in": ""})

    def test_catches_what_the_compiler_destroys_twice(self):
        for text in ("auto t = co_await onStore([row] { return 1; });", "co_await f([&](int x) { g(); });", "co_await f(Row{1, 2});",
                     "co_await f({1, 2});", "co_await f(a, {1});", "co_await f([this]() mutable { });", "use(co_await f(Row{1}));",
                     "auto x = co_await f(co_await g());"):
            with self.subTest(text=text):
                found = banned.co_awaits("gateway/a.cpp", text)
                self.assertTrue(list(found), text)

    def test_leaves_plain_co_awaits_alone(self):
        for text in ("auto t = co_await onStore(std::move(work));", "if (co_await f(x)) { auto l = [x] { }; }", "co_await f(a[i], b);",
                     "co_await f([] { return 1; });", "auto l = [x] { return 1; }; co_await f(l);", "for (auto r : co_await f()) { Row q{1}; }",
                     "auto [ec, n] = co_await s.async_read_some(buffer, as_tuple(use_awaitable));"):
            with self.subTest(text=text):
                self.assertEqual(list(banned.co_awaits("gateway/a.cpp", text)), [])


class RootEntries(LintCase):
    def test_catches_a_stranger_at_the_root(self):
        self.assert_caught(root_entries, "notes.txt", "")
        self.assert_clean(root_entries, {"README.md": "", ".ci/run": "", "gateway/a.cpp": ""})

    def test_catches_a_path_of_one_machine(self):
        for folder in ("work", "root", "home"):
            self.assert_caught(root_entries, "tests/a.cpp", f'open("/{folder}/someone/file");\n')
        self.assert_clean(root_entries, {"tests/a.cpp": 'get("/v1/home/x"); // https://a.example/work/b, ${HOME}/root/x\n'})


class Security(LintCase):
    PROVEN = {"tests/a_test.cpp": "void refusesIt() {}\n"}

    def page(self, changed=None):
        cells = {name: "`tests/a_test.cpp::refusesIt`" for name in security.ATTACKERS} | (changed or {})
        sections = "".join(f"### {name}\n" for name in security.CHECKLIST_SECTIONS)
        return sections + "".join(f"| {name} | it holds | {proof} |\n" for name, proof in cells.items() if proof is not None)

    def test_takes_a_page_with_a_test_in_every_row(self):
        self.assert_clean(security, {"SECURITY.md": self.page(), **self.PROVEN})

    def test_catches_each_way_of_proving_nothing(self):
        for proof in ("", "by design", "`tests/gone_test.cpp`", "`gateway/a.cpp`", "`tests/a_test.cpp::refuses`", None):
            self.assert_caught(security, "SECURITY.md", self.page({"A7": proof}), **self.PROVEN, **{"gateway/a.cpp": ""})

    def test_catches_a_missing_section_and_a_row_that_stands_twice(self):
        self.assert_caught(security, "SECURITY.md", self.page().replace("### Money\n", ""), **self.PROVEN)
        self.assert_caught(security, "SECURITY.md", self.page() + "| A1 | again | `tests/a_test.cpp` |\n", **self.PROVEN)


TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="{language}"><context><name>A</name>{messages}</context></TS>
"""
SOURCE = '#include <QObject>\nclass A : public QObject { Q_OBJECT void f() { tr("Hello %1"); tr("%n request(s)", "bar", 3); } };\n'
HELLO = "<message><source>Hello %1</source><translation>{}</translation></message>"
COUNT = '<message numerus="yes"><source>%n request(s)</source><comment>bar</comment><translation>{}</translation></message>'
ENGLISH = COUNT.format("<numerusform>%n request</numerusform><numerusform>%n requests</numerusform>")
CHINESE = COUNT.format("<numerusform>%n 个请求</numerusform>")


class Translations(LintCase):
    def files(self, chinese, english=ENGLISH, source=SOURCE):
        return {"ui/a.cpp": source, translations.CHINESE: TS.format(language="zh_CN", messages=chinese),
                translations.PLURALS: TS.format(language="en_US", messages=english)}

    def found(self, *args, **kwargs):
        return list(translations.check(self.tree(self.files(*args, **kwargs))))

    def test_accepts_a_complete_translation(self):
        self.assertEqual(self.found(HELLO.format("你好 %1") + CHINESE), [])

    def test_catches_what_is_missing_unfinished_or_wrong(self):
        for chinese, word in ((CHINESE, "not translated"), (HELLO.format("") + CHINESE, "not translated"),
                              (HELLO.format("你好 %1").replace("<translation>", '<translation type="unfinished">') + CHINESE, "not translated"),
                              (HELLO.format("你好") + CHINESE, "other places"), (HELLO.format("你好 %1 %2") + CHINESE, "other places")):
            with self.subTest(chinese=chinese):
                found = self.found(chinese)
                self.assertEqual(len(found), 1, found)
                self.assertIn(word, found[0])

    def test_catches_missing_english_plurals_and_missing_files(self):
        self.assertIn("gatehouse_en.ts", self.found(HELLO.format("你好 %1") + CHINESE, english="")[0])
        self.assertEqual(len(list(translations.check(self.tree({"ui/a.cpp": SOURCE})))), 2)

    def test_reads_marked_texts_of_the_engine(self):
        found = self.found(HELLO.format("你好 %1") + CHINESE, source=SOURCE + 'auto t = GW_TEXT("errors", "Sign in first.");\n')
        self.assertEqual(len(found), 1, found)
        self.assertIn("Sign in first.", found[0])


class ProgramLinks(unittest.TestCase):
    def build(self, *flags):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        source = Path(folder.name) / "a.cpp"
        source.write_text("int main() {}\n", encoding="utf-8")
        program = Path(folder.name) / "a"
        subprocess.run(["g++", str(source), "-o", str(program), *flags], check=True)
        return str(program)

    def test_catches_a_program_that_links_the_screen(self):
        program = self.build("-Wl,--no-as-needed", "-Wl,-z,now", "-lQt6Widgets", "-lQt6Gui")
        found = program_links.check(program)
        self.assertTrue(any("libQt6Widgets" in row for row in found), found)

    def test_catches_a_soft_program(self):
        self.assertEqual(program_links.check(self.build("-Wl,-z,relro,-z,now")), [])
        found = program_links.check(self.build("-no-pie", "-Wl,-z,norelro", "-Wl,-z,lazy"))
        self.assertEqual(len(found), 3, found)


if __name__ == "__main__":
    unittest.main()
