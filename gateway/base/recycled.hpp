// Memory of objects that come and go with each request: a thread keeps what it freed for the next one of the same type. Any
// thread; an object may die on another thread than it was made on. Sanitizer builds go to the heap, so that they see
// each use after the end.
#pragma once

#include <cstddef>
#include <new>

namespace gw {

/// `class Forward : public Recycled<Forward>`; the most derived class must be T itself.
template <class T>
class Recycled {
   public:
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(__clang__)
    static void* operator new(std::size_t size) {
        Kept& kept = mine();
        if (kept.first == nullptr) return ::operator new(size);
        Place* const place = kept.first;
        kept.first = place->next;
        --kept.count;
        return place;
    }
    static void operator delete(void* memory, std::size_t size) noexcept {
        Kept& kept = mine();
        if (kept.count >= kKeptMax) return ::operator delete(memory, size);
        kept.first = new (memory) Place{kept.first};
        ++kept.count;
    }

   private:
    static constexpr std::size_t kKeptMax = 64;
    struct Place {
        Place* next;
    };
    struct Kept {
        Place* first = nullptr;
        std::size_t count = 0;
        ~Kept() {
            while (first != nullptr) {
                Place* const next = first->next;
                ::operator delete(first);
                first = next;
            }
            // Whoever frees after this, at the end of the thread, goes to the heap.
            count = kKeptMax;
        }
    };
    static Kept& mine() {
        thread_local Kept kept;
        return kept;
    }
#endif
};

}  // namespace gw
