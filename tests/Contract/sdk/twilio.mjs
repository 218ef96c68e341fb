// Twilio's own library signs requests, verifies them, and renders TwiML.
import { answer, believes, require } from './exchange.mjs';
import { parse } from 'node:querystring';

const twilio = require('twilio');
const { getExpectedTwilioSignature, getExpectedBodyHash, validateRequest, validateRequestWithBody } = require('twilio/lib/webhooks/webhooks.js');

const sign = request => request.json
  ? withHash(request.url + (request.url.includes('?') ? '&' : '?') + 'bodySHA256=' + getExpectedBodyHash(request.body), request)
  : { ...request, signature: getExpectedTwilioSignature(request.secret, request.url, parse(request.body)) };

const withHash = (url, request) => ({ ...request, url, signature: getExpectedTwilioSignature(request.secret, url, {}) });

const verify = request => believes(() => request.json
  ? validateRequestWithBody(request.secret, request.signature, request.url, request.body)
  : validateRequest(request.secret, request.signature, request.url, parse(request.body)));

function verbs(v) {
  const response = new twilio.twiml.VoiceResponse();
  response.say({ voice: 'Polly.Joanna', language: 'en-GB', loop: 2 }, v.text);
  response.play({ loop: 0 }, v.url);
  response.play({ digits: 'ww12#' });
  response.pause({ length: 2 });
  const gather = response.gather({ input: 'dtmf speech', action: v.url, method: 'POST', timeout: 5, numDigits: 4, finishOnKey: '*' });
  gather.say({}, v.text);
  gather.play({}, v.url);
  gather.pause({ length: 1 });
  const dial = response.dial({ action: v.url, method: 'POST', timeout: 15, callerId: v.business, record: 'record-from-answer', recordingStatusCallback: v.url });
  dial.number({ url: v.url, statusCallback: v.url, statusCallbackEvent: 'initiated ringing answered completed' }, v.partner);
  dial.sip({}, 'sip:desk@example.com');
  dial.conference({ endConferenceOnExit: true, startConferenceOnEnter: false }, v.text);
  response.record({ action: v.url, maxLength: 90, playBeep: true, recordingStatusCallback: v.url, transcribe: true, transcribeCallback: v.url });
  response.sms({}, v.text);
  response.redirect({ method: 'POST' }, v.url);
  response.reject({ reason: 'busy' });
  response.hangup();
  return response.toString();
}

function flow(v) {
  const response = new twilio.twiml.VoiceResponse();
  response.say({ language: 'en-GB' }, v.text);
  response.play({}, v.url);
  response.gather({ input: 'dtmf', action: v.url, method: 'POST', timeout: 5, numDigits: 1 }).say({}, v.text);
  response.gather({ input: 'dtmf speech', action: v.url, method: 'POST', timeout: 8, finishOnKey: '#' }).say({}, v.text);
  response.dial({ timeout: 20, callerId: v.business, record: 'record-from-answer' })
    .number({ url: v.url, statusCallback: v.url, statusCallbackEvent: 'initiated ringing answered completed' }, v.partner);
  response.say({}, v.text);
  response.record({ maxLength: 120, playBeep: true, recordingStatusCallback: v.url, transcribe: true, transcribeCallback: v.url });
  response.sms({}, v.text);
  response.hangup();
  return response.toString();
}

await answer(async given => ({
  signed: given.sign.map(sign),
  verified: await Promise.all(given.verify.map(verify)),
  rendered: given.render.map(values => ({ verbs: verbs(values), flow: flow(values) })),
}));
