// The two colour tables. A change here must keep tests/ui/style/contrast_test green.
#include "ui/style/theme.hpp"

namespace ui::style {

namespace {

QColor rgb(QRgb value) { return QColor::fromRgb(value); }

Tokens lightTokens() {
    Tokens t;
    t.window = rgb(0xF4F5F7);
    t.surface = rgb(0xFFFFFF);
    t.sunken = rgb(0xECEEF1);
    t.text = rgb(0x1B1F24);
    t.textSecondary = rgb(0x4A525C);
    t.textDisabled = rgb(0x7A838E);
    t.accent = rgb(0x1A5A9E);
    t.selection = rgb(0x1A5A9E);
    t.selectionText = rgb(0xFFFFFF);
    t.ok = rgb(0x1A7338);
    t.warn = rgb(0x855600);
    t.crit = rgb(0xB3261E);
    t.info = rgb(0x1A5A9E);
    t.unknown = rgb(0x59626D);
    t.paused = rgb(0x6A4BA3);
    t.border = rgb(0xD0D5DB);
    t.borderControl = rgb(0x7F8893);
    t.primary = rgb(0x1A5A9E);
    t.primaryText = rgb(0xFFFFFF);
    t.danger = rgb(0xB3261E);
    t.dangerText = rgb(0xFFFFFF);
    t.badgeOk = {rgb(0x14592B), rgb(0xDDF3E4)};
    t.badgeWarn = {rgb(0x6B4500), rgb(0xFCEFD2)};
    t.badgeCrit = {rgb(0x8E1B14), rgb(0xFBE3E1)};
    t.badgeInfo = {rgb(0x154A82), rgb(0xE0EDFB)};
    t.badgeUnknown = {rgb(0x454D57), rgb(0xE8EBEF)};
    t.badgePaused = {rgb(0x53389A), rgb(0xECE6FA)};
    t.series = {rgb(0x0072B2), rgb(0xD55E00), rgb(0x1B1F24), rgb(0x8A929C)};
    return t;
}

Tokens darkTokens() {
    Tokens t;
    t.window = rgb(0x1B1E23);
    t.surface = rgb(0x22262C);
    t.sunken = rgb(0x15181C);
    t.text = rgb(0xE6E8EB);
    t.textSecondary = rgb(0xB3BAC3);
    t.textDisabled = rgb(0x7C8794);
    t.accent = rgb(0x79B4F2);
    t.selection = rgb(0x2A5C96);
    t.selectionText = rgb(0xFFFFFF);
    t.ok = rgb(0x5CC77F);
    t.warn = rgb(0xF0B54A);
    t.crit = rgb(0xFF8F85);
    t.info = rgb(0x79B4F2);
    t.unknown = rgb(0xA6AEB8);
    t.paused = rgb(0xBCA4F2);
    t.border = rgb(0x3A414A);
    t.borderControl = rgb(0x77818D);
    t.primary = rgb(0x79B4F2);
    t.primaryText = rgb(0x0E1216);
    t.danger = rgb(0xFF8F85);
    t.dangerText = rgb(0x0E1216);
    t.badgeOk = {rgb(0x9BE3B3), rgb(0x1D3A28)};
    t.badgeWarn = {rgb(0xF8D48F), rgb(0x43340F)};
    t.badgeCrit = {rgb(0xFFB9B2), rgb(0x4A1F1C)};
    t.badgeInfo = {rgb(0xAED3FA), rgb(0x1B3655)};
    t.badgeUnknown = {rgb(0xC6CCD4), rgb(0x343A43)};
    t.badgePaused = {rgb(0xD5C6F8), rgb(0x36294F)};
    t.series = {rgb(0x56B4E9), rgb(0xEE7733), rgb(0xE6E8EB), rgb(0x8A929C)};
    return t;
}

}  // namespace

const Tokens& tokensOf(ThemeKind kind) {
    static const Tokens light = lightTokens();
    static const Tokens dark = darkTokens();
    return kind == ThemeKind::dark ? dark : light;
}

}  // namespace ui::style
