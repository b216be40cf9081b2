// A secret text: a password, a credential, a key. It has no stream operator and no toString, compares in constant time, and
// its memory is wiped. reveal() is the one way to the text; keep what it returns on the stack. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace gw::secrets {

class Secret {
   public:
    Secret() = default;
    explicit Secret(std::string_view text);
    Secret(const Secret& other);
    Secret(Secret&& other) noexcept;
    Secret& operator=(const Secret& other);
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    std::string_view reveal() const noexcept { return {text_.data(), text_.size()}; }
    bool empty() const noexcept { return text_.empty(); }
    friend bool operator==(const Secret& a, const Secret& b) noexcept;

   private:
    void wipe() noexcept;
    std::string text_;
};

/// Overwrites and empties a text that held a secret.
void wipe(std::string& text) noexcept;

}  // namespace gw::secrets
