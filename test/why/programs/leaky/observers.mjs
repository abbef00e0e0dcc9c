// Each request subscribes to a subject by an object of closures, and is never taken off it.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class Subject {
  observers = [];
  subscribe(observer) {
    this.observers.push(observer);
    return () => void this.observers.splice(this.observers.indexOf(observer), 1);
  }
  next(value) {
    for (const observer of this.observers) observer.next(value);
  }
}

const prices = new Subject();

function quote(unit) {
  const view = { unit, price: 0 };
  prices.subscribe({
    next: (price) => {
      view.price = price;
    },
  });
  return view;
}

serveWork(function quoteOne(unit) {
  return quote(unit).price;
});
