package io.postern.request.adapter.enforcer;

import io.postern.request.app.CloseAtEnforcer;
import io.postern.request.domain.CloseOrder;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Keeps carrying out close orders: at once when woken, else whenever one is due. */
public final class CloseOrderLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CloseOrderLoop.class);
    private static final long POLL_MILLIS = 500;

    private final CloseAtEnforcer orders;
    private final Semaphore woken = new Semaphore(0);
    private final ExecutorService tries = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread loop = new Thread(this::run, "close-orders");

    public CloseOrderLoop(CloseAtEnforcer orders) {
        this.orders = orders;
    }

    public void start() {
        loop.setDaemon(true);
        loop.start();
    }

    /** There is a new order. */
    public void wake() {
        woken.release();
    }

    @Override
    public void close() {
        loop.interrupt();
        tries.shutdownNow();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            List<CloseOrder.Due> due = take();
            due.forEach(order -> tries.execute(() -> tryOnce(order)));
            if (due.isEmpty()) {
                rest();
            }
        }
    }

    private List<CloseOrder.Due> take() {
        try {
            return orders.takeDue();
        } catch (RuntimeException e) {
            LOG.warnf("close orders could not be read and will be again: %s", e);
            return List.of();
        }
    }

    /** A try that fails here leaves its order due again once the lease is over. */
    private void tryOnce(CloseOrder.Due order) {
        try {
            orders.carryOut(order);
        } catch (RuntimeException e) {
            LOG.warnf(e, "requestId=%s: a close order will be tried again", order.requestId());
        }
    }

    private void rest() {
        try {
            if (woken.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                woken.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
