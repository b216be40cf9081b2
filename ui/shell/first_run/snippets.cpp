#include "ui/shell/first_run/snippets.hpp"

#include <QJsonArray>
#include <QJsonDocument>

namespace ui::shell {

using namespace Qt::StringLiterals;

namespace {

/// A JSON string, which is a Python string too.
QString quoted(const QString& text) {
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

/// For the shell, in single quotes.
QString shellText(QString text) {
    text.replace(u'\'', u"'\\''"_s);
    return u'\'' + text + u'\'';
}

}  // namespace

QString curlSnippet(const QString& gateway, const QString& model) {
    // Two lines: a narrow box shows all of it without scrolling.
    const QString json = u"{\"model\":"_s + quoted(model) + u",\n      \"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"_s;
    return u"curl "_s + gateway + u"/v1/chat/completions \\\n"_s + u"  -H \"Authorization: Bearer $GW_KEY\" \\\n"_s +
           u"  -H \"Content-Type: application/json\" \\\n"_s + u"  -d "_s + shellText(json);
}

QString pythonSnippet(const QString& gateway, const QString& model) {
    return u"import os\nfrom openai import OpenAI\n\nclient = OpenAI(base_url="_s + quoted(gateway + u"/v1"_s) +
           u", api_key=os.environ[\"GW_KEY\"])\nreply = client.chat.completions.create(\n    model="_s + quoted(model) +
           u", messages=[{\"role\": \"user\", \"content\": \"Hello\"}])\nprint(reply.choices[0].message.content)"_s;
}

}  // namespace ui::shell
