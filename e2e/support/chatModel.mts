import type { CredentialInput } from '../n8n/types.mts';
import { type Recorder, startRecorder } from './recorder.mts';

interface Message {
	role: string;
	content?: unknown;
}

interface Tool {
	function: { name: string; description?: string; parameters: unknown };
}

interface CompletionRequest {
	messages: Message[];
	tools?: Tool[];
}

/** A chat model that does as told, behind the API that OpenAI's models have. */
export interface ChatModel extends Pick<Recorder, 'close'> {
	/** For n8n's OpenAI credential. */
	url: string;
	/** The tools that were offered in the last conversation. */
	offered(): Tool[];
	/** What the last tool has answered in the last conversation. */
	toolAnswer(): string;
}

/** n8n's credential for the model. */
export function modelCredential({ url }: ChatModel): CredentialInput {
	return {
		name: 'Scripted model',
		type: 'openAiApi',
		data: { apiKey: 'none', url, header: false },
	};
}

/** A call of a tool, which the model knows by a name like that of its node. */
export interface ToolCall {
	tool: string;
	arguments: Record<string, unknown>;
}

/**
 * @param decide the arguments with which the model calls the only tool; it ends the conversation
 *   once the tool has answered
 */
export async function startChatModel(decide: () => Record<string, unknown>): Promise<ChatModel> {
	return await startModel((answers, [tool]) =>
		answers === 0 ? { tool: tool.function.name, arguments: decide() } : undefined,
	);
}

/** @param calls what the model calls, one after another, before it ends the conversation */
export async function startScriptedModel(calls: readonly ToolCall[]): Promise<ChatModel> {
	return await startModel((answers) => calls[answers]);
}

/** @param next the call that follows as many answers of tools */
async function startModel(
	next: (answers: number, tools: Tool[]) => ToolCall | undefined,
): Promise<ChatModel> {
	const recorder = await startRecorder(({ body }) => {
		const { messages, tools = [] } = body as CompletionRequest;
		const answers = messages.filter(({ role }) => role === 'tool').length;
		const call = tools.length === 0 ? undefined : next(answers, tools);
		if (!call) return completion({ role: 'assistant', content: 'Done.' });
		const fn = { name: call.tool, arguments: JSON.stringify(call.arguments) };
		return completion({
			role: 'assistant',
			content: null,
			tool_calls: [{ id: `call_${answers + 1}`, type: 'function', function: fn }],
		});
	});
	const last = () => recorder.requests.at(-1)?.body as CompletionRequest;
	return {
		url: `${recorder.url}/v1`,
		offered: () => last().tools ?? [],
		toolAnswer: () =>
			JSON.stringify(last().messages.findLast(({ role }) => role === 'tool')?.content ?? ''),
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
