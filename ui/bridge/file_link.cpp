#include "ui/bridge/file_link.hpp"

#include "ui/bridge/session.hpp"

#include <QNetworkReply>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace ui::bridge {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPieceBytes = 256 * 1024;
constexpr qint64 kRefusalBytesMax = 64 * 1024;
constexpr std::chrono::milliseconds kProgress{250};
constexpr int kUnauthorized = 401;

ApiError broken(const QString& message, int httpStatus) {
    ApiError error;
    error.code = u"BAD_REPLY"_s;
    error.message = message;
    error.httpStatus = httpStatus;
    return error;
}

}  // namespace

FileLink::FileLink(Session& session, DownloadPlan plan)
    : session_(session), plan_(std::move(plan)), part_(plan_.file + u".part"_s), renewal_(this), progress_(this) {
    progress_.setSingleShot(true);
    connect(&progress_, &QTimer::timeout, this, [this] { Q_EMIT progressed(bytes_, std::max<qint64>(0, lines_)); });
    renewal_.setSingleShot(true);
    connect(&renewal_, &QTimer::timeout, this, [this] {
        ApiError error;
        error.code = u"NOT_SIGNED_IN"_s;
        fail(error);
    });
}

FileLink::~FileLink() {
    if (reply_) {
        disconnect(reply_, nullptr, this, nullptr);
        reply_->abort();
        delete reply_;
    }
    if (part_.isOpen()) part_.remove();
}

void FileLink::start() {
    if (session_.accessToken().isEmpty()) return renewToken();
    ask();
}

void FileLink::ask() {
    token_ = session_.accessToken();
    reply_ = session_.http().openDownload(plan_.path, token_, plan_.contentType);
    reply_->setReadBufferSize(kPieceBytes);
    connect(reply_, &QNetworkReply::readyRead, this, &FileLink::readBytes);
    connect(reply_, &QNetworkReply::finished, this, &FileLink::onFinished);
}

void FileLink::renewToken() {
    repeated_ = true;
    connect(&session_, &Session::tokenChanged, this, [this] {
        if (over_ || !renewal_.isActive()) return;
        renewal_.stop();
        ask();
    });
    renewal_.start(session_.http().timing().requestTimeout);
    session_.refresh();
}

void FileLink::readBytes() {
    if (!reply_ || over_) return;
    const int status = reply_->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 200) {
        if (refusal_.size() < kRefusalBytesMax) refusal_ += reply_->read(kRefusalBytesMax);
        reply_->skip(reply_->bytesAvailable());
        return;
    }
    if (!part_.isOpen() && !openFile()) return;
    while (!over_ && reply_->bytesAvailable() > 0) write(reply_->read(kPieceBytes));
    if (!over_ && !progress_.isActive()) progress_.start(kProgress);
}

bool FileLink::openFile() {
    if (!reply_->header(QNetworkRequest::ContentTypeHeader).toByteArray().startsWith(plan_.contentType)) {
        fail(broken(u"The reply is no export."_s, 200));
        return false;
    }
    endMark_ = reply_->rawHeader("X-Request-Id");
    part_.remove();  // of a program that was killed
    if (!part_.open(QIODevice::ReadWrite | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        fail({}, part_.errorString());
        return false;
    }
    if (plan_.contentType == "text/csv") lines_ = -1;  // the heading
    return true;
}

void FileLink::write(const QByteArray& piece) {
    if (part_.write(piece) != piece.size()) return fail({}, part_.errorString());
    bytes_ += piece.size();
    count(piece);
}

void FileLink::count(const QByteArray& piece) {
    const bool csv = plan_.contentType == "text/csv";
    for (const char c : piece) {
        if (c == '"' && csv) quoted_ = !quoted_;
        if (c == '\n' && !quoted_) ++lines_;
    }
}

void FileLink::onFinished() {
    readBytes();
    if (over_) return;
    QNetworkReply* reply = std::exchange(reply_, nullptr);
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 200 && reply->error() == QNetworkReply::NoError) {
        // An export of JSON lines without a row has no body; readBytes has not opened the file then.
        reply_ = reply;
        const bool open = part_.isOpen() || openFile();
        reply_ = nullptr;
        return open ? keep() : void();
    }
    if (status == kUnauthorized && !repeated_) {
        refusal_.clear();
        if (session_.accessToken().isEmpty() || session_.accessToken() == token_) return renewToken();
        repeated_ = true;
        return ask();
    }
    const bool timedOut = reply->error() == QNetworkReply::OperationCanceledError;
    if (status == 200 && !timedOut) return fail(broken(reply->errorString(), status));
    fail(readReply(status, timedOut, status >= 400 ? QString() : reply->errorString(), refusal_).error);
}

bool FileLink::takeEndMark() {
    const qint64 rest = bytes_ - endMark_.size();
    if (endMark_.isEmpty() || rest < 0 || !part_.seek(rest) || part_.read(endMark_.size()) != endMark_) return false;
    bytes_ = rest;
    return part_.resize(rest);
}

void FileLink::keep() {
    if (!part_.flush()) return fail({}, part_.errorString());
    if (!takeEndMark()) return fail(broken(u"The reply broke off."_s, 200));
    part_.close();
    std::error_code ec;
    std::filesystem::rename(QFile::encodeName(part_.fileName()).toStdString(), QFile::encodeName(plan_.file).toStdString(), ec);
    if (!ec) return end(DownloadEnd::State::done);
    part_.remove();
    fail({}, QString::fromStdString(ec.message()));
}

void FileLink::cancel() { end(DownloadEnd::State::cancelled); }

void FileLink::fail(const ApiError& error, const QString& fileProblem) { end(DownloadEnd::State::failed, error, fileProblem); }

void FileLink::end(DownloadEnd::State state, const ApiError& error, const QString& fileProblem) {
    if (std::exchange(over_, true)) return;
    renewal_.stop();
    progress_.stop();
    if (reply_) {
        disconnect(reply_, nullptr, this, nullptr);
        reply_->abort();
        std::exchange(reply_, nullptr)->deleteLater();
    }
    if (part_.isOpen()) part_.remove();
    Q_EMIT ended({state, error, fileProblem, bytes_, std::max<qint64>(0, lines_)});
    deleteLater();
}

}  // namespace ui::bridge
