# Writes OUT, a C++ file that holds the bytes of IN. A byte array and no string literal: those end at 64 KiB in ISO C++.
file(READ ${IN} hex HEX)
string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE ${OUT}.new "// Made from resources/prices.json; change that file instead.
#include \"gateway/ledger/price_file.hpp\"

namespace gw::ledger {

namespace {

constexpr unsigned char kBytes[] = {
${bytes}};

}  // namespace

std::string_view builtinPricesJson() { return {reinterpret_cast<const char*>(kBytes), sizeof kBytes}; }

}  // namespace gw::ledger
")
file(RENAME ${OUT}.new ${OUT})
