// What the constructor of the base class enters in the map that the derived class was given.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class Entity {
  constructor(store, id) {
    this.id = id;
    store.set(id, this);
  }
}

class Customer extends Entity {
  constructor(store, id) {
    super(store, id);
    this.orders = [];
  }
}

class Shop {
  customers = new Map();

  welcome(id) {
    return new Customer(this.customers, id);
  }
}

const shop = new Shop();

serveWork(function welcomeOne(unit) {
  return shop.welcome(unit).orders.length;
});
