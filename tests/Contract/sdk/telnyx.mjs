// Telnyx's own library only verifies: a key pair made here signs as Telnyx documents, and the library must believe it first.
import { answer, believes, require } from './exchange.mjs';
import { generateKeyPairSync, sign as ed25519 } from 'node:crypto';

const { TelnyxWebhook } = require('telnyx/lib/webhooks.js');
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');

const sign = request => ({
  ...request,
  secret: raw,
  signature: ed25519(null, Buffer.from(`${request.timestamp}|${request.body}`, 'utf8'), privateKey).toString('base64'),
});

const verify = request => believes(() => new TelnyxWebhook(request.secret)
  .verify(request.body, { 'telnyx-signature-ed25519': request.signature, 'telnyx-timestamp': request.timestamp }));

await answer(async given => ({
  signed: given.sign.map(sign),
  verified: await Promise.all(given.verify.map(verify)),
  rendered: [],
}));
