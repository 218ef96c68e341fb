// Plivo's own library verifies requests and renders Plivo XML. It signs only to compare: what it compares with is taken from its hash.
import { answer, believes, require } from './exchange.mjs';
import { parse } from 'node:querystring';

const crypto = require('crypto');
const plivo = require('plivo');

let computed = '';
const createHmac = crypto.createHmac;
crypto.createHmac = (algorithm, key) => {
  const hmac = createHmac(algorithm, key);
  const digest = hmac.digest.bind(hmac);
  hmac.digest = encoding => (computed = digest(encoding));
  return hmac;
};

const check = (request, signature) =>
  plivo.validateV3Signature(request.method, request.url, request.nonce, request.secret, signature, { ...parse(request.body) });

function sign(request) {
  check(request, '-');
  return { ...request, signature: computed };
}

const verify = request => believes(() => check(request, request.signature));

function verbs(v) {
  const response = new plivo.Response();
  response.addSpeak(v.text, { language: 'en-GB', voice: 'WOMAN' });
  response.addPlay(v.url);
  const input = response.addGetInput({ action: v.url, method: 'POST', inputType: 'dtmf speech', numDigits: 4, executionTimeout: 15 });
  input.addSpeak(v.text);
  input.addPlay(v.url);
  const dial = response.addDial({ callerId: v.business, timeout: 20, confirmSound: v.url, callbackUrl: v.url });
  dial.addNumber(v.partner);
  response.addRecord({ maxLength: 90, callbackUrl: v.url, transcriptionType: 'auto', transcriptionUrl: v.url });
  response.addRecord({ recordSession: true });
  response.addHangup();
  return response.toXML();
}

function flow(v) {
  const response = new plivo.Response();
  response.addSpeak(v.text, { language: 'en-GB' });
  response.addPlay(v.url);
  response.addGetInput({ action: v.url, method: 'POST', inputType: 'dtmf', numDigits: 1, executionTimeout: 5 }).addSpeak(v.text);
  response.addGetInput({ action: v.url, method: 'POST', inputType: 'dtmf speech', executionTimeout: 8 }).addSpeak(v.text);
  response.addRecord({ recordSession: true });
  response.addDial({ callerId: v.business, timeout: 20, confirmSound: v.url, callbackUrl: v.url }).addNumber(v.partner);
  response.addSpeak(v.text);
  response.addRecord({ maxLength: 120, callbackUrl: v.url, transcriptionType: 'auto', transcriptionUrl: v.url });
  response.addHangup();
  return response.toXML();
}

await answer(async given => ({
  signed: given.sign.map(sign),
  verified: await Promise.all(given.verify.map(verify)),
  rendered: given.render.map(values => ({ verbs: verbs(values), flow: flow(values) })),
}));
