package io.energyops.notification;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Notifications that wait for the database, in bounded memory. Thread-safe. */
final class PendingNotifications {

  private final int capacity;

  /** Guards the queue. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Deque<Notification> queue = new ArrayDeque<>();

  PendingNotifications(int capacity) {
    this.capacity = capacity;
  }

  /** Says whether there was room. */
  boolean offer(Notification notification) {
    lock.lock();
    try {
      return queue.size() < capacity && queue.add(notification);
    } finally {
      lock.unlock();
    }
  }

  /** Gives the first ones without taking them, so that a failed write loses nothing. */
  List<Notification> first(int limit) {
    lock.lock();
    try {
      List<Notification> first = new ArrayList<>(Math.min(limit, queue.size()));
      for (Notification notification : queue) {
        if (first.size() == limit) {
          break;
        }
        first.add(notification);
      }
      return first;
    } finally {
      lock.unlock();
    }
  }

  void removeFirst(int count) {
    lock.lock();
    try {
      for (int i = 0; i < count; i++) {
        queue.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }
}
