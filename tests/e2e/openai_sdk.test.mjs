// The official OpenAI client against the gateway. Run by openai_sdk_test.py with GATEWAY_URL, GATEWAY_KEY and REVOKED_KEY.
import assert from 'node:assert/strict';
import test from 'node:test';
import OpenAI from 'openai';

const baseURL = `${process.env.GATEWAY_URL}/v1`;
const client = new OpenAI({ baseURL, apiKey: process.env.GATEWAY_KEY, maxRetries: 0 });
const hello = { model: 'fast', messages: [{ role: 'user', content: 'say hello to me' }] };
const tools = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } } }];

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}
const textOf = (chunks) => chunks.map((chunk) => chunk.choices[0]?.delta?.content ?? '').join('');

test('a plain completion', async () => {
  const reply = await client.chat.completions.create(hello);
  assert.equal(reply.object, 'chat.completion');
  assert.match(reply._request_id, /^req-/);
  assert.equal(reply.usage.completion_tokens, reply.choices[0].message.content.split(/\s+/).length);
});

test('a stream without usage asked has no usage', async () => {
  const chunks = await collect(await client.chat.completions.create({ ...hello, stream: true }));
  assert.ok(textOf(chunks).length > 20);
  assert.ok(chunks.every((chunk) => !chunk.usage && chunk.choices.length === 1));
  assert.equal(chunks.at(-1).choices[0].finish_reason, 'stop');
});

test('a stream with usage asked ends with it', async () => {
  const chunks = await collect(await client.chat.completions.create({ ...hello, stream: true, stream_options: { include_usage: true } }));
  const usage = chunks.at(-1).usage;
  assert.deepEqual(chunks.at(-1).choices, []);
  assert.equal(usage.completion_tokens, textOf(chunks).split(/\s+/).length);
});

test('the helper of the SDK puts a streamed tool call together', async () => {
  const stream = client.chat.completions.stream({ model: 'fast', messages: [{ role: 'user', content: 'please use the tool' }], tools });
  const reply = await stream.finalChatCompletion();
  const call = reply.choices[0].message.tool_calls[0];
  assert.equal(call.function.name, 'weather');
  assert.deepEqual(JSON.parse(call.function.arguments), { city: 'demo' });
});

test('a plain tool call', async () => {
  const reply = await client.chat.completions.create({ model: 'fast', messages: [{ role: 'user', content: 'please use the tool' }], tools });
  assert.equal(reply.choices[0].finish_reason, 'tool_calls');
});

test('embeddings come as numbers, whatever the SDK asks for on the wire', async () => {
  const reply = await client.embeddings.create({ model: 'embed', input: ['one', 'two'] });
  assert.equal(reply.data.length, 2);
  assert.equal(reply.data[0].embedding.length, 64);
  assert.equal(typeof reply.data[0].embedding[0], 'number');
});

test('the model list', async () => {
  const names = [];
  for await (const model of client.models.list()) names.push(model.id);
  assert.ok(names.includes('fast'), names.join());
});

test('errors become the SDK classes', async () => {
  await assert.rejects(client.chat.completions.create({ ...hello, model: 'fsat' }), (error) => error instanceof OpenAI.NotFoundError && error.status === 404 && error.message.includes('fast'));
  await assert.rejects(client.chat.completions.create({ model: 'fast' }), OpenAI.BadRequestError);
  for (const apiKey of ['gw-unknown', process.env.REVOKED_KEY]) {
    let calls = 0;
    const counted = (...request) => { calls += 1; return fetch(...request); };
    const other = new OpenAI({ baseURL, apiKey, maxRetries: 5, fetch: counted });
    await assert.rejects(other.chat.completions.create(hello), (error) => error instanceof OpenAI.AuthenticationError && error.code === 'invalid_api_key');
    assert.equal(calls, 1, 'x-should-retry: false stops the SDK from asking again');
  }
});

test('leaving a stream early is no error', async () => {
  const stream = await client.chat.completions.create({ ...hello, stream: true });
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta?.content) break;
  }
  assert.ok(stream.controller.signal.aborted);
  assert.equal((await client.chat.completions.create(hello)).object, 'chat.completion');
});

/** A client that counts its calls and asks again as often as it may. */
function insistent(apiKey) {
  const calls = { number: 0 };
  const counted = (...request) => { calls.number += 1; return fetch(...request); };
  return { calls, client: new OpenAI({ baseURL, apiKey, maxRetries: 2, fetch: counted }) };
}

test('a rate limit is the SDK\'s RateLimitError and tells when to come back', async () => {
  const limited = new OpenAI({ baseURL, apiKey: process.env.LIMITED_KEY, maxRetries: 0 });
  const { response } = await limited.chat.completions.create(hello).withResponse();
  assert.equal(response.headers.get('x-ratelimit-limit-requests'), '1');
  assert.equal(response.headers.get('x-ratelimit-remaining-requests'), '0');
  await assert.rejects(limited.chat.completions.create(hello), (error) =>
    error instanceof OpenAI.RateLimitError && error.code === 'rate_limit_exceeded' && Number(error.headers.get('retry-after')) > 0);
});

test('an exhausted budget is asked once, plain and streamed', async () => {
  for (const stream of [false, true]) {
    const { calls, client: broke } = insistent(process.env.BROKE_KEY);
    await assert.rejects(broke.chat.completions.create({ ...hello, model: 'priced', stream }), (error) => error.status === 429 && error.code === 'insufficient_quota');
    assert.equal(calls.number, 1, 'x-should-retry: false');
  }
});

test('a route whose circuit is open answers at once, and the SDK may come again', async () => {
  await assert.rejects(client.chat.completions.create({ ...hello, model: 'resting' }), (error) =>
    error instanceof OpenAI.InternalServerError && error.status === 503 && Number(error.headers.get('retry-after')) > 0);
});

test('a failing provider is an APIError of the SDK, plain and streamed', async () => {
  for (const stream of [false, true]) {
    await assert.rejects(async () => collect(await client.chat.completions.create({ ...hello, model: 'lame', stream })), OpenAI.APIError);
  }
});
