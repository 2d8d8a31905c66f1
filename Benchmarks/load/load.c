// load: sends events to a Weir server, or asks it, from many connections of one thread, one request in flight on each. Bounded by
// --seconds and --count; loopback only. Prints one JSON object.
#define _GNU_SOURCE
#include "events.h"
#include "histogram.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { INPUT_ROOM = 1 << 20, BODIES_A_CONNECTION = 8 };

struct options {
  int port;
  const char *key, *path;
  unsigned connections, batch;
  double seconds, warmup;
  uint64_t count, seed;
  int64_t until, days;
};

struct connection {
  int fd;
  struct request requests[BODIES_A_CONNECTION];
  unsigned request_count, current;
  size_t sent;
  char *input;
  size_t received;
  uint64_t started_us;
  uint64_t resend_at_us;
  bool busy;
};

struct tally {
  struct histogram latencies;
  uint64_t requests, accepted, pushed_back, failed, body_bytes;
  int last_failure;
};

static struct options options = {.path = "/v1/events", .key = "", .connections = 8, .batch = 500, .seconds = 10, .seed = 1, .days = 90};
static struct tally tally;
static struct event_clock event_clock;
static uint64_t next_event, random_state, measure_from_us, deadline_us;
static int poller;

static void fail(const char *what) {
  fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
  exit(1);
}

static uint64_t now_us(clockid_t id) {
  struct timespec time;
  clock_gettime(id, &time);
  return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

static void watch(struct connection *connection, uint32_t events, int operation) {
  struct epoll_event event = {.events = events, .data.ptr = connection};
  if (epoll_ctl(poller, operation, connection->fd, &event) != 0) fail("epoll_ctl");
}

static void send_more(struct connection *connection) {
  struct request *request = &connection->requests[connection->current];
  while (connection->sent < request->length) {
    ssize_t count = write(connection->fd, request->bytes + connection->sent, request->length - connection->sent);
    if (count < 0 && errno == EAGAIN) return watch(connection, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
    if (count < 0) fail("write");
    connection->sent += (size_t)count;
  }
}

static void resend(struct connection *connection) {
  connection->sent = connection->received = 0;
  connection->resend_at_us = 0;
  connection->busy = true;
  connection->started_us = now_us(CLOCK_MONOTONIC);
  send_more(connection);
}

static void send_next(struct connection *connection) {
  bool enough = options.count && next_event >= options.count;
  if (enough || now_us(CLOCK_MONOTONIC) >= deadline_us) {
    connection->busy = false;
    return;
  }
  connection->current = (connection->current + 1) % connection->request_count;
  struct request *request = &connection->requests[connection->current];
  request_patch(request, next_event, &event_clock, (int64_t)(now_us(CLOCK_REALTIME) / 1000), &random_state);
  next_event += request->event_count ? request->event_count : 1;
  resend(connection);
}

// The length of the whole answer, or 0 while it is not all there.
static size_t answer_length(const char *input, size_t received) {
  const char *end = memmem(input, received, "\r\n\r\n", 4);
  if (!end) return 0;
  size_t head = (size_t)(end - input) + 4, length = 0;
  for (const char *line = memchr(input, '\n', head); line && line + 2 < end; line = memchr(line + 1, '\n', (size_t)(end - line))) {
    if (strncasecmp(line + 1, "content-length:", 15) == 0) length = strtoull(line + 16, NULL, 10);
    if (strncasecmp(line + 1, "transfer-encoding: chunked", 26) == 0)
      return received >= head + 5 && memcmp(input + received - 5, "0\r\n\r\n", 5) == 0 ? received : 0;
  }
  return received >= head + length ? head + length : 0;
}

static uint64_t number_after(const char *input, size_t length, const char *name, uint64_t otherwise) {
  const char *found = memmem(input, length, name, strlen(name));
  return found ? strtoull(found + strlen(name), NULL, 10) : otherwise;
}

static void take_answer(struct connection *connection, size_t length) {
  const struct request *request = &connection->requests[connection->current];
  int status = atoi(connection->input + 9);
  uint64_t now = now_us(CLOCK_MONOTONIC);
  if (status == 429 || status == 503) {
    tally.pushed_back += 1;
    connection->busy = false;
    connection->resend_at_us = now + 1000000 * number_after(connection->input, length, "etry-after: ", 1);
    return;
  }
  if (status != 200) {
    tally.failed += 1;
    tally.last_failure = status;
    if (tally.failed == 1) fprintf(stderr, "load: first failure: %.*s\n", (int)(length < 600 ? length : 600), connection->input);
  } else if (connection->started_us >= measure_from_us) {
    tally.requests += 1;
    tally.body_bytes += request->body_bytes;
    tally.accepted += request->event_count ? number_after(connection->input, length, "\"accepted\":", 0) : 0;
    histogram_add(&tally.latencies, now - connection->started_us);
  }
  send_next(connection);
}

static void receive(struct connection *connection) {
  ssize_t count = read(connection->fd, connection->input + connection->received, INPUT_ROOM - connection->received);
  if (count < 0 && errno == EAGAIN) return;
  if (count < 0) fail("read");
  if (count == 0) {
    errno = ECONNRESET;
    fail(connection->received == INPUT_ROOM ? "the answer is too long" : "the server closed a connection");
  }
  connection->received += (size_t)count;
  size_t length = answer_length(connection->input, connection->received);
  if (length > 0) take_answer(connection, length);
}

static void open_connection(struct connection *connection) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)options.port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  connection->fd = socket(AF_INET, SOCK_STREAM, 0);
  if (connection->fd < 0 || connect(connection->fd, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
  int yes = 1;
  setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (fcntl(connection->fd, F_SETFL, O_NONBLOCK) != 0) fail("non-blocking");
  connection->input = malloc(INPUT_ROOM);
  bool asks = options.batch == 0;
  connection->request_count = asks ? 1 : BODIES_A_CONNECTION;
  for (unsigned i = 0; i < connection->request_count; i++) {
    connection->requests[i] =
        asks ? request_to_get(options.path, options.key) : request_of_events(options.path, options.key, options.batch, &random_state);
  }
  watch(connection, EPOLLIN, EPOLL_CTL_ADD);
}

// Whether anything is still under way, after sending again what was pushed back and is due.
static bool tend(struct connection *connections) {
  bool active = false;
  uint64_t now = now_us(CLOCK_MONOTONIC);
  for (unsigned i = 0; i < options.connections; i++) {
    if (connections[i].resend_at_us && now >= connections[i].resend_at_us) resend(&connections[i]);
    active |= connections[i].busy || connections[i].resend_at_us;
  }
  return active;
}

static void run(struct connection *connections) {
  struct epoll_event events[256];
  for (unsigned i = 0; i < options.connections; i++) send_next(&connections[i]);
  uint64_t given_up_us = deadline_us + 60000000;
  while (tend(connections)) {
    if (now_us(CLOCK_MONOTONIC) > given_up_us) {
      errno = ETIMEDOUT;
      fail("answers outstanding a minute after the end");
    }
    int count = epoll_wait(poller, events, 256, 100);
    for (int i = 0; i < count; i++) {
      struct connection *connection = events[i].data.ptr;
      if (events[i].events & EPOLLOUT) {
        watch(connection, EPOLLIN, EPOLL_CTL_MOD);
        send_more(connection);
      }
      if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) receive(connection);
    }
  }
}

static void report(double elapsed) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  double cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  const struct histogram *latencies = &tally.latencies;
  printf("{\"seconds\":%.3f,\"requests\":%lu,\"accepted\":%lu,\"requests_per_second\":%.1f,\"events_per_second\":%.1f,"
         "\"p50_ms\":%.3f,\"p90_ms\":%.3f,\"p99_ms\":%.3f,\"max_ms\":%.3f,\"pushed_back\":%lu,\"failed\":%lu,\"last_failure\":%d,"
         "\"bytes_per_event\":%.1f,\"cpu_seconds\":%.3f}\n",
         elapsed, tally.requests, tally.accepted, (double)tally.requests / elapsed, (double)tally.accepted / elapsed,
         (double)histogram_percentile(latencies, 0.5) / 1000, (double)histogram_percentile(latencies, 0.9) / 1000,
         (double)histogram_percentile(latencies, 0.99) / 1000, (double)latencies->largest / 1000, tally.pushed_back, tally.failed,
         tally.last_failure, tally.requests && options.batch ? (double)tally.body_bytes / (double)(tally.requests * options.batch) : 0, cpu);
}

static void read_options(int count, char **arguments) {
  static const struct option known[] = {
      {"port", 1, 0, 'p'}, {"key", 1, 0, 'k'},     {"path", 1, 0, 'u'}, {"connections", 1, 0, 'c'}, {"batch", 1, 0, 'b'}, {"seconds", 1, 0, 's'},
      {"warmup", 1, 0, 'w'}, {"count", 1, 0, 'n'}, {"seed", 1, 0, 'r'}, {"until", 1, 0, 't'},       {"days", 1, 0, 'd'},  {0}};
  for (int option; (option = getopt_long(count, arguments, "", known, NULL)) != -1;) {
    switch (option) {
    case 'p': options.port = atoi(optarg); break;
    case 'k': options.key = optarg; break;
    case 'u': options.path = optarg; break;
    case 'c': options.connections = (unsigned)atoi(optarg); break;
    case 'b': options.batch = (unsigned)atoi(optarg); break;
    case 's': options.seconds = atof(optarg); break;
    case 'w': options.warmup = atof(optarg); break;
    case 'n': options.count = strtoull(optarg, NULL, 10); break;
    case 'r': options.seed = strtoull(optarg, NULL, 10); break;
    case 't': options.until = atoll(optarg); break;
    case 'd': options.days = atoll(optarg); break;
    default: exit(2);
    }
  }
  if (options.port < 1 || options.connections < 1 || options.connections > 10000 || options.batch > 10000) {
    fputs("usage: load --port N --key K [--path P] [--connections N] [--batch N, 0 asks by GET] [--seconds S] [--warmup S] [--count N]\n"
          "            [--seed N] [--until EPOCH_SECONDS --days N, to spread --count events over the days before]\n", stderr);
    exit(2);
  }
}

int main(int count, char **arguments) {
  read_options(count, arguments);
  random_state = options.seed ? options.seed : now_us(CLOCK_REALTIME);
  if (options.until && options.count) {
    event_clock = (struct event_clock){(options.until - options.days * 86400) * 1000, options.days * 86400000, options.count};
  }
  poller = epoll_create1(0);
  struct connection *connections = calloc(options.connections, sizeof *connections);
  for (unsigned i = 0; i < options.connections; i++) open_connection(&connections[i]);
  uint64_t start_us = now_us(CLOCK_MONOTONIC);
  measure_from_us = start_us + (uint64_t)(options.warmup * 1e6);
  deadline_us = measure_from_us + (uint64_t)(options.seconds * 1e6);
  run(connections);
  report((double)(now_us(CLOCK_MONOTONIC) - measure_from_us) / 1e6);
  return tally.failed > 0;
}
