#include "ui/shell/page_host.hpp"

#include "ui/pages/page_registry.hpp"
#include "ui/style/spacing.hpp"
#include "ui/widgets/toast.hpp"

#include <algorithm>
#include <utility>

namespace ui::shell {

namespace {

constexpr qsizetype kHistoryMax = 50;

}  // namespace

PageHost::PageHost(pages::PageContext context, QWidget* parent) : QStackedWidget(parent), context_(context) {
    setObjectName(QStringLiteral("pageHost"));
    toast_ = new widgets::Toast(this);
    toast_->setBottomMargin(style::kPagePadding);
}

bool PageHost::open(const QString& name, const QString& argument) {
    pages::Page* page = pageFor(name);
    if (!page) return false;
    if (name != currentName_) {
        history_ = history_.first(historyAt_ + 1);
        history_ << name;
        if (history_.size() > kHistoryMax) history_.removeFirst();
        historyAt_ = history_.size() - 1;
        showPage(name);
    }
    if (!argument.isEmpty()) page->open(argument);
    return true;
}

void PageHost::back() {
    if (historyAt_ > 0) showPage(history_.at(--historyAt_));
}

void PageHost::forward() {
    if (historyAt_ + 1 < history_.size()) showPage(history_.at(++historyAt_));
}

void PageHost::showPage(const QString& name) {
    currentName_ = name;
    setCurrentWidget(pageFor(name));
    toast_->raise();
    Q_EMIT opened(name);
}

pages::Page* PageHost::currentPage() const { return pages_.value(currentName_); }

pages::Page* PageHost::pageFor(const QString& name) {
    if (pages::Page* made = pages_.value(name)) return made;
    const pages::PageEntry* entry = pages::findPage(name);
    if (!entry) return nullptr;
    pages::Page* page = entry->create(context_, this);
    page->setObjectName(QStringLiteral("page.") + name);
    page->setRange(std::min(range_, page->rangeMax()));
    page->setPaused(paused_);
    page->setPace(pace_);
    connect(page, &pages::Page::goTo, this, &PageHost::open);
    connect(page, &pages::Page::resumeWanted, this, &PageHost::resumeWanted);
    connect(page, &pages::Page::toast, this,
            [this](const QString& text, const QString& undoLabel, const std::function<void()>& undo) {
                toast_->notify(text, undoLabel, undo);
            });
    addWidget(page);
    pages_.insert(name, page);
    return page;
}

void PageHost::setRange(std::chrono::seconds range) {
    range_ = range;
    for (pages::Page* page : std::as_const(pages_)) page->setRange(std::min(range, page->rangeMax()));
}

void PageHost::setPace(int pace) {
    pace_ = pace;
    for (pages::Page* page : std::as_const(pages_)) page->setPace(pace);
}

void PageHost::setPaused(bool paused) {
    if (paused_ == paused) return;
    paused_ = paused;
    for (pages::Page* page : std::as_const(pages_)) page->setPaused(paused);
}

}  // namespace ui::shell
