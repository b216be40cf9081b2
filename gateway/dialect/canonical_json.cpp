#include "gateway/dialect/canonical_json.hpp"

#include "gateway/dialect/json_text.hpp"

#include <algorithm>
#include <charconv>

namespace gw::dialect {

namespace {

using Kind = JsonToken::Kind;

bool isIn(std::span<const std::string_view> list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

using Member = CanonicalWriter::Member;

/// Objects of a request have few members: they are put in order where they stand; a body with more than this many has them
/// sorted in another way, so that nobody can make it slow.
constexpr std::ptrdiff_t kFewMembers = 32;

template <class Iterator, class Before>
void insertionSort(Iterator begin, Iterator end, Before before) {
    for (auto next = begin + 1; next < end; ++next) {
        const Member member = *next;
        auto place = next;
        for (; place != begin && before(member, *(place - 1)); --place) *place = *(place - 1);
        *place = member;
    }
}

class CanonicalWalk {
 public:
    CanonicalWalk(JsonReader& reader, const CanonicalRules& rules, CanonicalWriter::Notes& notes, std::string& out)
        : reader_(reader), rules_(rules), members_(notes.members), open_(notes.open), sorted_(notes.sorted), out_(out) {}

    CanonicalOutcome run() {
        JsonToken token;
        while (reader_.next(token)) take(token);
        if (reader_.fault()) return CanonicalOutcome::notJson;
        return hasEffect_ ? CanonicalOutcome::hasEffect : CanonicalOutcome::ok;
    }

 private:
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
        Member& member = members_.back();
        member.end = out_.size();
        if (open_.size() == 1 && skipped_) {
            out_.resize(member.begin);
            members_.pop_back();
            skipped_ = false;
        }
    }

    /// The members of the object that ends, by name; those of one name as they came.
    void sortMembers() {
        const std::size_t first = open_.back().firstMember;
        open_.pop_back();
        const auto begin = members_.begin() + static_cast<std::ptrdiff_t>(first);
        const auto before = [this](const Member& a, const Member& b) { return nameOf(a) < nameOf(b); };
        if (!std::is_sorted(begin, members_.end(), before)) {
            const std::size_t start = begin->begin;
            if (members_.end() - begin <= kFewMembers) insertionSort(begin, members_.end(), before);
            else std::stable_sort(begin, members_.end(), before);
            sorted_.clear();
            for (auto member = begin; member != members_.end(); ++member)
                sorted_.append(out_, member->begin, member->end - member->begin);
            out_.replace(start, std::string::npos, sorted_);
        }
        members_.resize(first);
    }

    std::string_view nameOf(const Member& member) const {
        return std::string_view(out_).substr(member.begin, member.nameEnd - member.begin);
    }

    void putString(const JsonToken& token) {
        const std::string_view inner = reader_.inner(token);
        if (!reader_.anyEscape() || inner.find('\\') == std::string_view::npos) {
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
    std::vector<Member>& members_;
    std::vector<CanonicalWriter::Open>& open_;
    std::string& sorted_;
    std::string& out_;
    bool skipped_ = false, watched_ = false, hasEffect_ = false;
};

}  // namespace

void CanonicalWriter::Notes::clear() {
    constexpr std::size_t kMembersKept = 1024, kBytesKept = 256 * 1024;
    members.clear();
    open.clear();
    sorted.clear();
    if (members.capacity() > kMembersKept) members.shrink_to_fit();
    if (sorted.capacity() > kBytesKept) sorted.shrink_to_fit();
}

CanonicalOutcome CanonicalWriter::append(JsonReader& reader, std::string_view text, const CanonicalRules& rules, std::string& out) {
    reader.openAgain(text);
    const CanonicalOutcome outcome = CanonicalWalk(reader, rules, notes_, out).run();
    notes_.clear();
    return outcome;
}

}  // namespace gw::dialect
