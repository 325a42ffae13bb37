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

    /** Many more than are ever stuck at a time; still a bound on threads, connections and what the enforcer is asked. */
    private static final int AT_A_TIME = 64;

    private final CloseAtEnforcer orders;
    private final Semaphore woken = new Semaphore(0);
    private final Semaphore free = new Semaphore(AT_A_TIME);
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
            int most = places();
            List<CloseOrder.Due> due = take(most);
            free.release(most - due.size());
            due.forEach(order -> tries.execute(() -> tryOnce(order)));
            if (due.isEmpty()) {
                rest();
            }
        }
    }

    /** Takes every place that is free, and waits for one if none is; none at all when the loop ends. */
    private int places() {
        try {
            free.acquire();
            return 1 + free.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private List<CloseOrder.Due> take(int most) {
        try {
            return most == 0 ? List.of() : orders.takeDue(most);
        } catch (RuntimeException | Error e) { // an error, too, would end the loop for good
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
        } finally {
            free.release();
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
