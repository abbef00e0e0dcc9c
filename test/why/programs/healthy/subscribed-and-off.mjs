// Subscriptions replace the list of the subject, and are taken off by a filter.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const subject = { subscribers: [] };

function subscribe(unit) {
  const subscription = { unit, seen: 0 };
  const listener = () => subscription.seen++;
  subject.subscribers = [...subject.subscribers, listener];
  subscription.off = () => {
    subject.subscribers = subject.subscribers.filter((each) => each !== listener);
  };
  return subscription;
}

const open = [];

serveWork(function watch(unit) {
  const subscription = subscribe(unit);
  open.push(subscription);
  if (open.length > 40) open.shift().off();
  return subscription.seen;
});
