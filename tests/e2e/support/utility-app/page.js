// Changes when the page of the small app keeps something else of what it hears.
const heard = [];
const ports = [];
const closed = [];
Object.assign(window, { heard, ports, closedPorts: closed });
window.addEventListener('message', (event) => {
  if (event.source !== window || event.data?.parley !== 'store' || event.ports.length !== 1) return;
  const [port] = event.ports;
  const number = ports.push(port);
  port.addEventListener('message', ({ data }) => heard.push({ ...data, port: number }));
  port.addEventListener('close', () => closed.push(number));
  port.start();
  port.postMessage({ hello: number });
});
window.postMessage({ parley: 'ready' }, window.origin);
