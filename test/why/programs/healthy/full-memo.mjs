// A memo of all that there is: it is full before it is asked about, and each request makes something of it.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const prices = new Map();

function priceOf(article) {
  let price = prices.get(article);
  if (price === undefined) {
    price = { article, net: article * 3 };
    prices.set(article, price);
  }
  return { price, at: 0 };
}

serveWork(function offer(unit) {
  return priceOf(unit % 1500).price.net;
});
