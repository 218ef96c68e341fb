// Vonage's own libraries verify tokens and render NCCO; tokens are signed by the library that @vonage/jwt itself signs with.
import { answer, believes, require } from './exchange.mjs';
import { createHash, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const { verifySignature } = require('@vonage/jwt');
const { NCCOBuilder, Talk, Stream, Input, Connect, Record } = require('@vonage/voice');
const jsonwebtoken = createRequire(require.resolve('@vonage/jwt'))('jsonwebtoken');

const payload = request => request.method === 'GET'
  ? JSON.stringify(Object.fromEntries(new URL(request.url).searchParams))
  : request.body;

const sign = request => ({
  ...request,
  signature: jsonwebtoken.sign(
    {
      iat: Number(request.timestamp),
      jti: randomUUID(),
      iss: 'Vonage',
      payload_hash: createHash('sha256').update(payload(request), 'utf8').digest('hex'),
      api_key: 'abcd1234',
      application_id: 'aaaaaaaa-bbbb-cccc-dddd-0123456789ab',
    },
    request.secret,
    { algorithm: 'HS256' }),
});

const verify = request => believes(() => verifySignature(request.signature, request.secret));

function flow(v) {
  const phone = { type: 'phone', number: v.partner.slice(1) };
  const builder = new NCCOBuilder();
  builder.addAction(new Talk(v.text, undefined, undefined, undefined, 'en-GB'));
  builder.addAction(new Stream(v.url));
  builder.addAction(new Talk(v.text, true));
  builder.addAction(new Input({ timeOut: 5, maxDigits: 1 }, undefined, v.url));
  builder.addAction(new Talk(v.text, true));
  builder.addAction(new Input({ timeOut: 8, submitOnHash: true }, {}, v.url));
  builder.addAction(new Record());
  builder.addAction(new Connect(phone, v.business.slice(1), undefined, undefined, 20, undefined, undefined, v.url));
  builder.addAction(new Talk(v.text));
  builder.addAction(new Record(undefined, undefined, undefined, undefined, undefined, 120, true, v.url));
  return JSON.stringify(builder.build());
}

await answer(async given => ({
  signed: given.sign.map(sign),
  verified: await Promise.all(given.verify.map(verify)),
  rendered: given.render.map(values => ({ flow: flow(values) })),
}));
