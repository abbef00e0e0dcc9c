// Subscriptions replace the list of the subject; none is taken off.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class Subject {
  subscribers = [];
  value = 0;
  subscribe(listener) {
    const subscription = { listener, closed: false };
    this.subscribers = [...this.subscribers, () => subscription.closed || listener(this.value)];
    return subscription;
  }
}

const subject = new Subject();

serveWork(function watch(unit) {
  const subscription = subject.subscribe((value) => value + unit);
  return subscription.closed ? 1 : 0;
});
