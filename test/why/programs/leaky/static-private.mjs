// A static private set, to which the constructor adds what it makes.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class Subscription {
  static #all = new Set();

  constructor(topic) {
    this.topic = topic;
    this.received = [];
    Subscription.#all.add(this);
  }

  static get count() {
    return Subscription.#all.size;
  }
}

serveWork(function subscribe(unit) {
  const { topic } = new Subscription(`topic-${unit % 50}`);
  return topic.length + Subscription.count;
});
