import { type Recorder, startRecorder } from './recorder.mts';

interface Message {
	role: string;
	content?: unknown;
}

interface CompletionRequest {
	messages: Message[];
	tools?: Array<{ function: { name: string; description?: string; parameters: unknown } }>;
}

/** A chat model that does as told, behind the API that OpenAI's models have. */
export interface ChatModel extends Pick<Recorder, 'close'> {
	/** For n8n's OpenAI credential. */
	url: string;
	/** The tools that were offered in the last conversation. */
	offered(): NonNullable<CompletionRequest['tools']>;
	/** What the tool has answered in the last conversation. */
	toolAnswer(): string;
}

/**
 * @param decide the arguments with which the model calls the only tool; it ends the conversation
 *   once the tool has answered
 */
export async function startChatModel(decide: () => Record<string, unknown>): Promise<ChatModel> {
	const recorder = await startRecorder(({ body }) => {
		const { messages, tools } = body as CompletionRequest;
		const isAnswered = messages.some(({ role }) => role === 'tool');
		return completion(
			isAnswered || !tools?.length
				? { role: 'assistant', content: 'Done.' }
				: {
						role: 'assistant',
						content: null,
						tool_calls: [
							{
								id: 'call_1',
								type: 'function',
								function: { name: tools[0].function.name, arguments: JSON.stringify(decide()) },
							},
						],
					},
		);
	});
	const last = () => recorder.requests.at(-1)?.body as CompletionRequest;
	return {
		url: `${recorder.url}/v1`,
		offered: () => last().tools ?? [],
		toolAnswer: () =>
			JSON.stringify(last().messages.find(({ role }) => role === 'tool')?.content ?? ''),
		close: recorder.close,
	};
}

function completion(message: object) {
	const isCall = 'tool_calls' in message;
	return {
		id: 'completion-1',
		object: 'chat.completion',
		created: 1,
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: isCall ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
