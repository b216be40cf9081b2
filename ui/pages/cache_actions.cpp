// The half of ProvidersPage that shows and empties the response cache.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/models/number_text.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/providers_page.hpp"
#include "ui/pages/reason_field.hpp"

#include <QLocale>
#include <QPushButton>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;

void ProvidersPage::takeCache(const QJsonObject& body) {
    cache_->show(CacheView::fromJson(body));
    cache_->showPresets(presetModel_->rows());
    updateCacheActions();
}

void ProvidersPage::updateCacheActions() {
    permit(cache_->emptyButton(), u"operator"_s, cache_->view().entries == 0 ? tr("Nothing is kept.") : QString());
}

void ProvidersPage::emptyCache() {
    if (!cache_->emptyButton()->isEnabled() || findChild<QDialog*>(u"dialog.emptyCache"_s)) return;
    const CacheView& view = cache_->view();
    auto* dialog = new widgets::ConfirmDialog(tr("Empty the cache?"),
                                              tr("%n answer(s) are forgotten, %1 in all. The next requests for them go upstream and are charged in full.", "cache",
                                                 static_cast<int>(view.entries))
                                                  .arg(QLocale().formattedDataSize(view.bytes)),
                                              tr("Empty the cache"), this);
    addReason(*dialog);
    nameDialog(*dialog, u"dialog.emptyCache"_s);
    const QString path = u"/api/v1/admin/cache/flush"_s;
    dialog->setCommand(requestText("POST", client().endpoint().base, path));
    dialog->setUndoNote(tr("This cannot be undone: the cache fills again as requests come."));
    connect(dialog, &QDialog::accepted, this, [this, path, dialog] {
        const auto emptied = [this](const ApiReply& reply) {
            load(kCache);
            if (!reply.ok()) return explain(tr("The cache could not be emptied. %1").arg(bridge::errorText(reply.error)));
            Q_EMIT toast(tr("The cache is empty: %n answer(s) forgotten.", "cache", static_cast<int>(reply.body["dropped"_L1].toInteger())), {}, {});
        };
        client().post(path, reasonBody(reasonIn(*dialog)), this, tracked(tr("Empty the cache", "task"), tr("Response cache"), "POST", path, emptied));
    });
    openDialog(dialog);
}

}  // namespace ui::pages
