// The bounded buffer of a body on its way to an upstream.
#include "gateway/net/upload.hpp"

#include <QTest>

using namespace gw::net;
using gw::pipeline::UploadFraming;

class UploadTest : public QObject {
    Q_OBJECT

    static bool give(Upload& upload, std::string_view bytes, std::size_t taken = 0) {
        Upload::Framed framed;
        upload.frame(bytes, framed);
        return upload.keep(framed.pieces(), taken);
    }

 private Q_SLOTS:
    void hasNothingToDoWithoutAnUpload() {
        Upload upload(UploadFraming::none);
        QVERIFY(upload.done() && !upload.waits() && !upload.begun());
    }

    void passesABodyWithALengthAsItIs() {
        Upload upload(UploadFraming::length);
        QVERIFY(upload.waits() && !upload.done());
        QVERIFY(give(upload, "hello", 2));
        QVERIFY(upload.begun() && !upload.waits());
        QCOMPARE(upload.unsent(), std::string_view("llo"));
        upload.sent(3);
        QVERIFY(upload.waits());
        upload.end();
        QVERIFY(upload.done());
    }

    void framesAChunkedBody() {
        Upload upload(UploadFraming::chunked);
        QVERIFY(give(upload, "hello"));
        QVERIFY(give(upload, ""));
        upload.end();
        upload.end();
        QCOMPARE(upload.unsent(), std::string_view("5\r\nhello\r\n0\r\n\r\n"));
        QVERIFY(!upload.done() && !upload.begun());
        while (!upload.unsent().empty()) upload.sent(1);
        QVERIFY(upload.done());
    }

    void keepsWhatTheSocketTookOut() {
        Upload upload(UploadFraming::chunked);
        give(upload, "hello", 4);
        QCOMPARE(upload.unsent(), std::string_view("ello\r\n"));
        give(upload, "abc");
        QCOMPARE(upload.unsent(), std::string_view("ello\r\n3\r\nabc\r\n"));
    }

    void saysWhenItIsFullAndWhenThereIsRoomAgain() {
        Upload upload(UploadFraming::length);
        const std::string half(Upload::kHighWater / 2, 'x');
        QVERIFY(give(upload, half));
        QVERIFY(give(upload, half));
        QVERIFY(!upload.takeRoom());
        QVERIFY(!give(upload, "y"));
        upload.sent(half.size());
        QVERIFY(!upload.takeRoom());  // one byte above half
        upload.sent(1);
        QVERIFY(upload.takeRoom());
        QVERIFY(!upload.takeRoom());
        QVERIFY(give(upload, "z"));
    }

    void asksForNothingBehindItsEnd() {
        Upload upload(UploadFraming::length);
        QVERIFY(!give(upload, std::string(Upload::kHighWater + 1, 'x')));
        upload.end();
        upload.sent(Upload::kHighWater);
        QVERIFY(!upload.takeRoom() && !upload.done());
    }
};

QTEST_GUILESS_MAIN(UploadTest)
#include "upload_test.moc"
