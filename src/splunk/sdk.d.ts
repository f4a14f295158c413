/**
 * As much of splunk-sdk as we use (version 2.0.2 has no types). Its door is not taken: that loads dotenv, which reads `.env` from the
 * current folder, and needle, which never verifies TLS.
 */
declare module 'splunk-sdk/lib/http.js' {
  export interface SdkMessage {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }
  /** What `makeRequest` gives; rejected with by the SDK if `status` is 400 or more. */
  export interface SdkReply {
    readonly response: { readonly headers: Readonly<Record<string, string | readonly string[] | undefined>> };
    readonly status: number;
    readonly data: unknown;
  }
  export interface SdkHttp {
    makeRequest(url: string, message: SdkMessage): Promise<SdkReply>;
  }
  const Http: { extend(methods: SdkHttp): new () => SdkHttp };
  // eslint-disable-next-line no-restricted-exports -- this is how a CommonJS module arrives
  export { Http as default };
}

declare module 'splunk-sdk/lib/context.js' {
  import type { SdkHttp, SdkReply } from 'splunk-sdk/lib/http.js';

  export interface SdkParameters {
    readonly scheme: string;
    readonly host: string;
    readonly port: number;
    readonly owner: string;
    readonly app: string;
    readonly sessionKey?: string;
    readonly authorization?: string;
    readonly username?: string;
    readonly password?: string;
  }
  export interface SdkContext {
    request(path: string, method: string, query: Readonly<Record<string, string>>, post: Readonly<Record<string, string>> | undefined, body: string | undefined, headers: Record<string, string>): Promise<SdkReply>;
  }
  const Context: new (http: SdkHttp, parameters: SdkParameters) => SdkContext;
  // eslint-disable-next-line no-restricted-exports -- this is how a CommonJS module arrives
  export { Context as default };
}
