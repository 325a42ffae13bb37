package io.postern.emulator.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** One client's connection: request after request, until it closes, falls silent or an answer is to be cut off. */
final class Connection {
    /** Longer than clients keep an idle connection, so that it is never the server that closes on a request. */
    private static final int IDLE_MS = 120_000;

    private static final int LINGER_MS = 1_000;

    private final Socket socket;
    private final Answering answering;

    Connection(Socket socket, Answering answering) {
        this.socket = socket;
        this.answering = answering;
    }

    void serve() throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(IDLE_MS);
        OutputStream out = socket.getOutputStream();
        RequestReader reader = new RequestReader(new BufferedInputStream(socket.getInputStream(), 16 * 1024), out);
        boolean more = true;
        while (more) {
            more = exchange(reader, out);
        }
    }

    private boolean exchange(RequestReader reader, OutputStream out) throws IOException {
        Request request;
        try {
            Optional<Request> read = reader.read();
            if (read.isEmpty()) {
                return false;
            }
            request = read.get();
        } catch (RequestReader.Malformed wrong) {
            Reply reply = Answering.error(wrong.status(), wrong.code(), String.valueOf(wrong.getMessage()));
            out.write(ReplyBytes.of(reply, "GET", false));
            out.flush();
            finish();
            return false;
        }
        return send(answering.answer(request, socket.getInetAddress()), request, out);
    }

    private boolean send(Reply reply, Request request, OutputStream out) throws IOException {
        switch (reply.ending()) {
            case WHOLE -> {
                out.write(ReplyBytes.of(reply, request.method(), request.keepAlive()));
                out.flush();
                return request.keepAlive();
            }
            case TORN -> {
                out.write(ReplyBytes.torn(reply, request.method()));
                out.flush();
                socket.setSoLinger(true, 0);
            }
            case RESET -> socket.setSoLinger(true, 0);
            case CLOSED -> out.flush();
        }
        return false;
    }

    // Whatever the client still sends is read, or closing resets the connection and the answer may be lost.
    private void finish() throws IOException {
        socket.setSoTimeout(LINGER_MS);
        try {
            socket.shutdownOutput();
            socket.getInputStream().skip(64L * 1024 * 1024);
        } catch (SocketTimeoutException | UnsupportedOperationException silent) {
            socket.setSoTimeout(IDLE_MS);
        }
    }
}
