// Listeners on a bus that is a property of globalThis, by an event whose name is data.
import { EventEmitter } from 'node:events';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

globalThis.appBus = new EventEmitter();
globalThis.appBus.setMaxListeners(0);

class Order {
  constructor(unit) {
    this.unit = unit;
    this.paid = false;
  }

  onPaid() {
    this.paid = true;
  }
}

function takeOrder(unit) {
  const order = new Order(unit);
  globalThis.appBus.on('order:paid', () => order.onPaid());
  return order;
}

serveWork(function order(unit) {
  return takeOrder(unit).paid;
});
