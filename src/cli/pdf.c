/*
 * A PDF comes from anyone, and so may harm what reads it. pdftotext runs as a process of its own,
 * without a shell, sees no name but its own arguments, and is bounded in time, memory and output.
 */
#include "pdf.h"

#include "nichiei/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    SECONDS = 60,
    MEMORY_BYTES = 1024 * 1024 * 1024,
    COMPLAINT_BYTES = 4096, /* of what it says on standard error, the rest is not kept */
    NOT_STARTED = 127,      /* the exit code of a child that found no program */
};

/* What is read from the child. */
struct pdf_reader {
    pid_t child;
    int out_fd, complaint_fd;
    struct buf *out;
    struct buf complaint;
    enum { READING, TOO_LARGE, TOO_SLOW, FAILED } state;
};

/* -layout keeps the rows of tables and the indent of paragraphs. */
static _Noreturn void become_pdftotext(int in_fd, int out_fd, int complaint_fd)
{
    const struct rlimit seconds = {SECONDS, SECONDS}, memory = {MEMORY_BYTES, MEMORY_BYTES};
    const struct rlimit none = {0, 0};

    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    setrlimit(RLIMIT_CPU, &seconds);
    setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_CORE, &none);
    if (dup2(in_fd, STDIN_FILENO) >= 0 && dup2(out_fd, STDOUT_FILENO) >= 0 &&
        dup2(complaint_fd, STDERR_FILENO) >= 0)
        execlp("pdftotext", "pdftotext", "-layout", "-enc", "UTF-8", "-eol", "unix", "-", "-",
               (char *)NULL);
    _exit(NOT_STARTED);
}

static void set_close_on_exec(int fd)
{
    fcntl(fd, F_SETFD, FD_CLOEXEC);
}

/* False, and nothing open, if there is no process or pipe to be had. */
static bool start(struct pdf_reader *r, int in_fd)
{
    int out[2], complaint[2];

    if (pipe(out) != 0)
        return false;
    if (pipe(complaint) != 0) {
        close(out[0]);
        close(out[1]);
        return false;
    }
    for (int i = 0; i < 2; i++) {
        set_close_on_exec(out[i]);
        set_close_on_exec(complaint[i]);
    }
    r->child = fork();
    if (r->child == 0)
        become_pdftotext(in_fd, out[1], complaint[1]);
    close(out[1]);
    close(complaint[1]);
    r->out_fd = out[0];
    r->complaint_fd = complaint[0];
    if (r->child < 0) {
        close(r->out_fd);
        close(r->complaint_fd);
    }
    return r->child > 0;
}

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Reads what has come; a closed end becomes -1. */
static void read_some(struct pdf_reader *r, int *fd, struct buf *into, size_t max_bytes)
{
    char some[64 * 1024];
    ssize_t got = read(*fd, some, sizeof some);
    size_t room_bytes = into->n_bytes < max_bytes ? max_bytes - into->n_bytes : 0;

    if (got <= 0) {
        close(*fd);
        *fd = -1;
        return;
    }
    if ((size_t)got > room_bytes && into == r->out)
        r->state = TOO_LARGE;
    buf_add(into, some, (size_t)got < room_bytes ? (size_t)got : room_bytes);
}

static void read_all(struct pdf_reader *r)
{
    int64_t end_ms = now_ms() + SECONDS * 1000;

    while (r->state == READING && (r->out_fd >= 0 || r->complaint_fd >= 0)) {
        struct pollfd fds[2] = {{.fd = r->out_fd, .events = POLLIN},
                                {.fd = r->complaint_fd, .events = POLLIN}};
        int64_t left_ms = end_ms - now_ms();
        int ready = left_ms > 0 ? poll(fds, 2, (int)left_ms) : 0;

        if (ready == 0)
            r->state = TOO_SLOW;
        else if (ready < 0 && errno != EINTR)
            r->state = FAILED;
        if (ready > 0 && fds[0].revents)
            read_some(r, &r->out_fd, r->out, FILE_TEXT_BYTES);
        if (ready > 0 && fds[1].revents)
            read_some(r, &r->complaint_fd, &r->complaint, COMPLAINT_BYTES);
    }
}

/* Waits for the end; its wait status. One that was given up is killed first. */
static int end(struct pdf_reader *r)
{
    int status = 0;

    if (r->out_fd >= 0)
        close(r->out_fd);
    if (r->complaint_fd >= 0)
        close(r->complaint_fd);
    if (r->state != READING)
        kill(r->child, SIGKILL);
    while (waitpid(r->child, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

/* The first thing that it calls an error, on one line; "" if there is none. */
static const char *first_error(struct buf *complaint)
{
    char *error;

    if (!complaint->n_bytes)
        return "";
    error = strstr(complaint->bytes, "Error");
    if (!error)
        error = complaint->bytes;
    error[strcspn(error, "\n")] = '\0';
    return error;
}

static bool tell(struct pdf_reader *r, int status, const char *file, struct err *e)
{
    if (r->state == TOO_LARGE)
        return err_set(e, ERR_DATA, "%s: more than %d MiB of text in this PDF; attach a part of it",
                       file, FILE_TEXT_BYTES / (1024 * 1024));
    if (r->state == TOO_SLOW || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
        return err_set(e, ERR_DATA,
                       "%s: pdftotext is not done after %d seconds; attach the text of this PDF",
                       file, SECONDS);
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_STARTED)
        return err_set(e, ERR_DATA,
                       "%s: a PDF, and pdftotext is not installed (package poppler-utils); install "
                       "it, or attach the text of this PDF",
                       file);
    return err_set(e, ERR_DATA, "%s: pdftotext cannot read it: %s; attach the text of this PDF",
                   file, first_error(&r->complaint));
}

bool pdf_text(const struct buf *pdf, const char *file, struct buf *out, struct err *e)
{
    struct pdf_reader r = {.out = out, .out_fd = -1, .complaint_fd = -1};
    FILE *in = tmpfile(); /* has no name, and needs no reader while it is written */
    bool ok = in && fwrite(buf_cstr(pdf), 1, pdf->n_bytes, in) == pdf->n_bytes && fflush(in) == 0 &&
              fseek(in, 0, SEEK_SET) == 0;
    int status;

    if (ok) {
        set_close_on_exec(fileno(in));
        ok = start(&r, fileno(in));
    }
    if (!ok) {
        err_set(e, ERR_DATA, "%s: pdftotext cannot be run: %s; attach the text of this PDF", file,
                strerror(errno));
    } else {
        read_all(&r);
        status = end(&r);
        ok = r.state == READING && WIFEXITED(status) && WEXITSTATUS(status) == 0;
        if (!ok)
            tell(&r, status, file, e);
    }
    if (in)
        fclose(in);
    buf_finish(&r.complaint);
    return ok;
}
