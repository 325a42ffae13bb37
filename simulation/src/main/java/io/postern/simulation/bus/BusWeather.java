package io.postern.simulation.bus;

/** How the bus does at present; in a thousand deliveries so many go wrong. */
public final class BusWeather {
    public boolean away;
    public int slow;
    public int twice;
    public int lost;

    public void clear() {
        away = false;
        slow = 0;
        twice = 0;
        lost = 0;
    }
}
