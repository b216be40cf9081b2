#include "gateway/dialect/canonical_json.hpp"

#include "gateway/dialect/json_text.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace gw::dialect {

namespace {

using Kind = JsonToken::Kind;

bool isIn(std::span<const std::string_view> list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// Where a member stands in the text that is written: its name with quotes, then colon and value.
struct Member {
    std::size_t begin = 0, nameEnd = 0, end = 0;
};

class CanonicalWalk {
 public:
    CanonicalWalk(JsonReader& reader, const CanonicalRules& rules, std::string& out)
        : reader_(reader), rules_(rules), out_(out) {}

    CanonicalOutcome run() {
        JsonToken token;
        while (reader_.next(token)) take(token);
        if (reader_.fault()) return CanonicalOutcome::notJson;
        return hasEffect_ ? CanonicalOutcome::hasEffect : CanonicalOutcome::ok;
    }

 private:
    struct Open {
        std::size_t firstMember;  ///< of members_; an array has none
        bool object;
    };

    void take(const JsonToken& token) {
        switch (token.kind) {
            case Kind::objectBegin:
            case Kind::arrayBegin:
                out_.push_back(token.kind == Kind::objectBegin ? '{' : '[');
                open_.push_back({members_.size(), token.kind == Kind::objectBegin});
                return;
            case Kind::objectEnd:
                sortMembers();
                out_.push_back('}');
                return valueEnds();
            case Kind::arrayEnd:
                out_.push_back(']');
                open_.pop_back();
                return valueEnds();
            case Kind::key:
                return takeKey(token);
            case Kind::string:
                putString(token);
                break;
            case Kind::number:
                putNumber(reader_.text(token));
                break;
            case Kind::boolean:
                if (watched_ && token.depth == 1 && reader_.text(token) == "true") hasEffect_ = true;
                [[fallthrough]];
            case Kind::null:
                out_.append(reader_.text(token));
                break;
        }
        valueEnds();
    }

    void takeKey(const JsonToken& token) {
        members_.push_back({out_.size(), 0, 0});
        putString(token);
        members_.back().nameEnd = out_.size();
        if (token.depth == 1) {
            const auto& name = members_.back();
            const std::string_view inner = std::string_view(out_).substr(name.begin + 1, name.nameEnd - name.begin - 2);
            skipped_ = isIn(rules_.beside, inner);
            watched_ = isIn(rules_.effects, inner);
        }
        out_.push_back(':');
    }

    void valueEnds() {
        if (open_.empty()) return;
        if (!open_.back().object) return out_.push_back(',');
        Member& member = currentMember();
        member.end = out_.size();
        if (open_.size() == 1 && skipped_) {
            out_.resize(member.begin);
            members_.pop_back();
            skipped_ = false;
        }
    }

    Member& currentMember() { return members_.back(); }

    /// Names stand in their order already in most bodies that a program wrote twice.
    void sortMembers() {
        const std::size_t first = open_.back().firstMember;
        open_.pop_back();
        const auto begin = members_.begin() + static_cast<std::ptrdiff_t>(first);
        const auto before = [this](const Member& a, const Member& b) { return nameOf(a) < nameOf(b); };
        if (!std::is_sorted(begin, members_.end(), before)) {
            std::stable_sort(begin, members_.end(), before);
            const std::size_t start =
                std::min_element(begin, members_.end(), [](const Member& a, const Member& b) { return a.begin < b.begin; })->begin;
            scratch_.clear();
            for (auto member = begin; member != members_.end(); ++member)
                scratch_.append(out_, member->begin, member->end - member->begin);
            out_.replace(start, out_.size() - start, scratch_);
        }
        members_.erase(begin, members_.end());
    }

    std::string_view nameOf(const Member& member) const {
        return std::string_view(out_).substr(member.begin, member.nameEnd - member.begin);
    }

    void putString(const JsonToken& token) {
        const std::string_view inner = reader_.inner(token);
        if (inner.find('\\') == std::string_view::npos) {
            out_.append(reader_.text(token));
            return;
        }
        // A quote or a backslash inside must not end the text for whoever compares: both stay escaped, all else is plain.
        out_.push_back('"');
        for (const char c : unescaped(inner)) {
            if (c == '"' || c == '\\') out_.push_back('\\');
            out_.push_back(c);
        }
        out_.push_back('"');
    }

    void putNumber(std::string_view text) {
        if (text.find_first_of(".eE") == std::string_view::npos) {
            out_.append(text);
            return;
        }
        double value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec != std::errc{}) {
            out_.append(text);
            return;
        }
        char digits[32];
        const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        out_.append(digits, end);
    }

    JsonReader& reader_;
    const CanonicalRules& rules_;
    std::string& out_;
    std::string scratch_;
    std::vector<Member> members_;  ///< of all objects that are open
    std::vector<Open> open_;
    bool skipped_ = false, watched_ = false, hasEffect_ = false;
};

}  // namespace

CanonicalOutcome canonicalJson(JsonReader& reader, std::string_view text, const CanonicalRules& rules, std::string& out) {
    reader.open(text);
    return CanonicalWalk(reader, rules, out).run();
}

}  // namespace gw::dialect
