// sink: the least a server can do with a request. Answers each with a fixed 200, to see what the load generator alone can reach.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { ROOM = 1 << 20, MOST = 1024 };
static char *heads[MOST];
static size_t head_lengths[MOST], body_lefts[MOST];

// Takes what has arrived; true when a request ended with it (the generator sends the next one only after the answer).
static int take(int fd) {
  static char rest[ROOM];
  char *into = body_lefts[fd] ? rest : heads[fd] + head_lengths[fd];
  ssize_t count = read(fd, into, body_lefts[fd] ? ROOM : ROOM - head_lengths[fd]);
  if (count <= 0) return -1;
  if (body_lefts[fd]) {
    body_lefts[fd] -= (size_t)count;
    return body_lefts[fd] == 0;
  }
  head_lengths[fd] += (size_t)count;
  char *end = memmem(heads[fd], head_lengths[fd], "\r\n\r\n", 4);
  if (!end) return 0;
  char *length = memmem(heads[fd], (size_t)(end - heads[fd]), "Content-Length: ", 16);
  size_t whole = (size_t)(end - heads[fd]) + 4 + (length ? strtoull(length + 16, NULL, 10) : 0);
  body_lefts[fd] = whole - head_lengths[fd];
  head_lengths[fd] = 0;
  return body_lefts[fd] == 0;
}

int main(int count, char **arguments) {
  static char answer[256];
  int accepted = count > 1 ? atoi(arguments[1]) : 1;
  char body[64];
  int length = sprintf(body, "{\"accepted\":%d,\"duplicates\":0,\"rejected\":0}", accepted);
  length = sprintf(answer, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", length, body);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0), poller = epoll_create1(0);
  if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 512) || getsockname(listener, (struct sockaddr *)&address, &size)) return 1;
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[64];
  epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
  for (;;) {
    int ready = epoll_wait(poller, events, 64, -1);
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      if (fd == listener) {
        int client = accept(listener, NULL, NULL);
        if (client < 0 || client >= MOST) return 1;
        if (!heads[client]) heads[client] = malloc(ROOM);
        head_lengths[client] = body_lefts[client] = 0;
        struct epoll_event wanted = {.events = EPOLLIN, .data.fd = client};
        epoll_ctl(poller, EPOLL_CTL_ADD, client, &wanted);
        continue;
      }
      int ended = take(fd);
      if (ended > 0 && write(fd, answer, (size_t)length) < 0) ended = -1;
      if (ended < 0) close(fd);
    }
  }
}
