'use strict';
// Loaded into every Node process and worker of a load engine before anything else (NODE_OPTIONS): a connection that would leave this
// machine is not opened, whatever a script, a plugin or the engine itself wants, and the first one is told.
const dns = require('node:dns');
const dgram = require('node:dgram');
const fs = require('node:fs');
const net = require('node:net');

const allowed = new Set(JSON.parse(process.env.WESMEMGUARD_ALLOWED_HOSTS));
const told = process.env.WESMEMGUARD_ELSEWHERE;

const plain = (host) => String(host).replace(/^\[|\]$/g, '').toLowerCase();
const isHere = (address) => /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address) || address === '::1' || address === '0.0.0.0' || address === '::';

function refusal(host, port) {
  fs.appendFileSync(told, `${host}:${port}\n`);
  return Object.assign(new Error(`${host} isn't this machine`), { code: 'ERR_NOT_THIS_MACHINE' });
}

/** Looks at the addresses of a name once it was resolved. */
const checked = (lookup, port) => (host, options, callback) => {
  const done = typeof options === 'function' ? options : callback;
  lookup(host, typeof options === 'function' ? {} : options, (error, address, family) => {
    const addresses = Array.isArray(address) ? address.map((a) => a.address) : [address];
    if (!error && addresses.some((a) => !isHere(a))) done(refusal(host, port));
    else done(error, address, family);
  });
};

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : net._normalizeArgs(args)[0];
  const host = plain(options.host || 'localhost');
  if (options.path || allowed.has(host)) return connect.apply(this, args);
  if (net.isIP(host)) {
    if (isHere(host)) return connect.apply(this, args);
    const error = refusal(host, options.port);
    process.nextTick(() => this.destroy(error));
    return this;
  }

  const guarded = { ...options, lookup: checked(options.lookup || dns.lookup, options.port) };
  const then = Array.isArray(args[0]) ? args[0][1] : args.find((a) => typeof a === 'function');
  return then ? connect.call(this, guarded, then) : connect.call(this, guarded);
};

for (const name of ['send', 'connect']) {
  const original = dgram.Socket.prototype[name];
  dgram.Socket.prototype[name] = function (...args) {
    const host = plain(args.slice(1).find((a) => typeof a === 'string') || 'localhost');
    if (host === 'localhost' || isHere(host) || allowed.has(host)) return original.apply(this, args);
    throw refusal(host, args.find((a) => typeof a === 'number') || 0);
  };
}
