#include "events.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char hex[] = "0123456789abcdef";

// A few models make most of the traffic, as in life.
static const char *const models[][2] = {
    {"openai", "gpt-4o-mini"},      {"openai", "gpt-4o-mini"},       {"openai", "gpt-4o"},         {"anthropic", "claude-sonnet-4-5"},
    {"anthropic", "claude-sonnet-4-5"}, {"anthropic", "claude-haiku-4-5"}, {"google", "gemini-2.5-flash"}, {"openai", "gpt-4.1"},
    {"mistral", "mistral-large-latest"}, {"openai", "o4-mini"},      {"google", "gemini-2.5-pro"}, {"openai", "text-embedding-3-small"},
};
static const char *const features[] = {"assistant", "search", "summary", "code-review", "support", "translate"};
static const char *const statuses[] = {"success", "success", "success", "success", "success", "success", "success", "success", "success", "failure"};
#define PICK(list, random) list[(random) % (sizeof(list) / sizeof(list[0]))]

uint64_t next_random(uint64_t *state) {
  uint64_t value = *state += 0x9E3779B97F4A7C15u;
  value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
  value = (value ^ value >> 27) * 0x94D049BB133111EBu;
  return value ^ value >> 31;
}

static void *must(void *memory) {
  if (memory) return memory;
  fputs("load: out of memory\n", stderr);
  exit(1);
}

static size_t write_event(char *to, size_t room, uint64_t *random, struct event_slots *slots, size_t offset) {
  uint64_t a = next_random(random), b = next_random(random);
  const char *const *model = PICK(models, a);
  unsigned user = (unsigned)((b & 0xffff) * (b >> 16 & 0xffff) >> 16) * 5000u >> 16; // few users make most requests
  int length = snprintf(to, room,
                        "{\"id\":\"00000000-0000-7000-8000-000000000000\",\"timestamp\":\"2000-01-01T00:00:00.000Z\","
                        "\"provider\":\"%s\",\"model\":\"%s\",\"user_id\":\"user-%04u\",\"chat_id\":\"chat-0000000000\","
                        "\"feature\":\"%s\",\"input_tokens\":%u,\"output_tokens\":%u,\"duration_ms\":%u.%u,"
                        "\"streamed\":%s,\"status\":\"%s\"}",
                        model[0], model[1], user, PICK(features, a >> 8), 40 + (unsigned)(a >> 16) % 6000,
                        5 + (unsigned)(a >> 32) % 900, 150 + (unsigned)(b >> 32) % 9000, (unsigned)(b >> 8) % 10,
                        a >> 50 & 1 ? "true" : "false", PICK(statuses, b >> 40));
  slots->id = (uint32_t)(offset + 7);
  slots->timestamp = (uint32_t)(offset + (size_t)(strstr(to, "timestamp\":\"") - to) + 12);
  slots->chat = (uint32_t)(offset + (size_t)(strstr(to, "chat-") - to) + 5);
  return (size_t)length;
}

struct request request_of_events(const char *path, const char *key, unsigned event_count, uint64_t *random) {
  enum { room = 512 };
  char *body = must(malloc((size_t)event_count * room + 1));
  struct event_slots *slots = must(calloc(event_count, sizeof *slots));
  size_t length = 0;
  for (unsigned i = 0; i < event_count; i++) {
    length += write_event(body + length, room, random, &slots[i], length);
    if (event_count > 1) body[length++] = '\n';
  }
  char head[1024];
  int head_length = snprintf(head, sizeof head,
                             "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n",
                             path, key, event_count > 1 ? "application/x-ndjson" : "application/json", length);
  char *bytes = must(malloc((size_t)head_length + length));
  memcpy(bytes, head, (size_t)head_length);
  memcpy(bytes + head_length, body, length);
  free(body);
  for (unsigned i = 0; i < event_count; i++) {
    slots[i].id += (uint32_t)head_length;
    slots[i].timestamp += (uint32_t)head_length;
    slots[i].chat += (uint32_t)head_length;
  }
  return (struct request){bytes, (size_t)head_length + length, event_count, length, slots};
}

struct request request_to_get(const char *path, const char *key) {
  char *bytes = must(malloc(strlen(path) + strlen(key) + 256));
  int length = sprintf(bytes, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nAccept: application/json\r\n\r\n", path, key);
  return (struct request){bytes, (size_t)length, 0, 0, NULL};
}

static void put_hex(char *to, uint64_t value, unsigned digits) {
  for (unsigned i = 0; i < digits; i++) to[i] = hex[value >> 4 * (digits - 1 - i) & 15];
}

static void put_decimal(char *to, unsigned value, unsigned digits) {
  for (unsigned i = digits; i-- > 0; value /= 10) to[i] = (char)('0' + value % 10);
}

static void put_time(char *to, int64_t ms) {
  static int64_t known_day = INT64_MIN;
  static char date[11];
  int64_t day = ms / 86400000;
  unsigned rest = (unsigned)(ms % 86400000);
  if (day != known_day) {
    time_t seconds = (time_t)(day * 86400);
    struct tm parts;
    gmtime_r(&seconds, &parts);
    strftime(date, sizeof date, "%Y-%m-%d", &parts);
    known_day = day;
  }
  memcpy(to, date, 10);
  put_decimal(to + 11, rest / 3600000, 2);
  put_decimal(to + 14, rest / 60000 % 60, 2);
  put_decimal(to + 17, rest / 1000 % 60, 2);
  put_decimal(to + 20, rest % 1000, 3);
}

// The form of a UUIDv7: 48 bits of time, 74 random bits, as the ids of real clients.
static void put_id(char *to, int64_t ms, uint64_t *random) {
  uint64_t a = next_random(random), b = next_random(random);
  put_hex(to, (uint64_t)ms >> 16, 8);
  put_hex(to + 9, (uint64_t)ms, 4);
  put_hex(to + 15, a, 3);
  put_hex(to + 20, b, 3);
  put_hex(to + 24, b >> 12, 12);
}

void request_patch(struct request *request, uint64_t first_event, const struct event_clock *clock, int64_t now_ms, uint64_t *random) {
  for (unsigned i = 0; i < request->event_count; i++) {
    uint64_t number = first_event + i;
    int64_t ms = clock->count ? clock->start_ms + (int64_t)((double)clock->span_ms * (double)number / (double)clock->count) : now_ms;
    put_id(request->bytes + request->slots[i].id, ms, random);
    put_time(request->bytes + request->slots[i].timestamp, ms);
    put_decimal(request->bytes + request->slots[i].chat, (unsigned)(number / 8), 10);
  }
}
