// Requests whose bodies are written once and whose ids, times and chats are patched in place before each sending, so that every
// event is distinct and the generator costs next to nothing beside the server it measures.
#ifndef EVENTS_H
#define EVENTS_H
#include <stddef.h>
#include <stdint.h>

struct event_slots {
  uint32_t id, timestamp, chat;
};

struct request {
  char *bytes;
  size_t length;
  unsigned event_count;
  size_t body_bytes;
  struct event_slots *slots;
};

struct event_clock {
  // Event number i happens at start_ms + span_ms * i / count, or now if count is 0.
  int64_t start_ms, span_ms;
  uint64_t count;
};

struct request request_of_events(const char *path, const char *key, unsigned event_count, uint64_t *random);
struct request request_to_get(const char *path, const char *key);
void request_patch(struct request *request, uint64_t first_event, const struct event_clock *clock, int64_t now_ms, uint64_t *random);
uint64_t next_random(uint64_t *state);
#endif
