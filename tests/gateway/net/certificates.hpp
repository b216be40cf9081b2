// A certificate authority of its own for TLS tests, made by openssl(1) in a temporary directory.
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <filesystem>
#include <initializer_list>

namespace gw::net::test {

class Certificates {
   public:
    /// A root, and a leaf for localhost and 127.0.0.1 signed by it.
    Certificates() {
        ok = dir.isValid() &&
             run({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                  "/CN=Test root", "-keyout", "root.key", "-out", "root.pem"}) &&
             run({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=leaf", "-addext",
                  "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", "leaf.key", "-out", "leaf.csr"}) &&
             run({"x509", "-req", "-in", "leaf.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "2",
                  "-copy_extensions", "copy", "-out", "leaf.pem"});
    }
    std::filesystem::path file(const char* name) const { return dir.filePath(QString::fromLatin1(name)).toStdString(); }

    QTemporaryDir dir;
    bool ok = false;

   private:
    bool run(std::initializer_list<const char*> arguments) {
        QStringList list;
        for (const char* argument : arguments) list << QString::fromLatin1(argument);
        QProcess process;
        process.setWorkingDirectory(dir.path());
        process.start(QStringLiteral("openssl"), list);
        return process.waitForFinished(30'000) && process.exitCode() == 0;
    }
};

}  // namespace gw::net::test
