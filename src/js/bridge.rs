//! The JavaScript half of the adapter: `pkg-template/lib/platform.js`; each function says there what it does.

use js_sys::{Function, JsString, Promise};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen(raw_module = "../platform.js")]
extern "C" {
    #[wasm_bindgen(js_name = kindOf)]
    pub fn kind_of(value: &JsValue) -> u8;
    pub fn field(value: &JsValue, name: &str) -> JsValue;
    #[wasm_bindgen(js_name = readFields)]
    pub fn read_fields(value: &JsValue, table: &str) -> JsValue;
    #[wasm_bindgen(js_name = reasonOf)]
    pub fn reason_of(signal: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = numberOf)]
    pub fn number_of(value: &JsValue) -> Option<f64>;

    pub fn observe(observer: &JsValue, kind: u8, call: u32, attempt: u32, milliseconds: f64, status: u16, reason: i32);

    #[wasm_bindgen(js_name = isPage)]
    pub fn is_page() -> bool;
    pub fn monotonic() -> f64;
    #[wasm_bindgen(js_name = startWait)]
    pub fn start_wait(milliseconds: u32, signal: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = cancelWait)]
    pub fn cancel_wait(wait: &JsValue);

    #[wasm_bindgen(js_name = takeController)]
    pub fn take_controller() -> JsValue;
    #[wasm_bindgen(js_name = giveBackController)]
    pub fn give_back_controller(controller: &JsValue, is_over: bool);

    #[wasm_bindgen(js_name = partsOf)]
    pub fn parts_of(address: &str) -> JsValue;
    pub fn encode(text: &str) -> String;
    #[wasm_bindgen(js_name = queryOf)]
    pub fn query_of(object: &JsValue) -> Option<String>;
    #[wasm_bindgen(js_name = headerLinesOf)]
    pub fn header_lines_of(object: &JsValue) -> Option<String>;
    #[wasm_bindgen(js_name = encodePath)]
    pub fn encode_path(path: &str) -> String;

    pub fn exchange(
        fetch: &JsValue,
        head: &str,
        body: &JsValue,
        controller: &JsValue,
        success_limit: u32,
        failure_limit: u32,
    ) -> JsValue;
    pub fn settle(how: &Function, value: &JsValue);
    pub fn collect(mail: &JsValue, task: u32) -> JsValue;
    pub fn ask(get_token: &JsValue, rejected: Option<&str>, controller: &JsValue) -> Promise;
    #[wasm_bindgen(js_name = causeOf)]
    pub fn cause_of(thrown: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = scheduleRun)]
    pub fn schedule_run();

    #[wasm_bindgen(js_name = isStream)]
    pub fn is_stream(body: &JsValue) -> bool;
    #[wasm_bindgen(js_name = echoesRequest)]
    pub fn echoes_request(text: &str, body: &JsValue) -> bool;
    pub fn decode(headers: &JsValue, body: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = secondsUntil)]
    pub fn seconds_until(header: &str) -> Option<f64>;
    #[wasm_bindgen(js_name = startOf)]
    pub fn start_of(text: &JsString, count: u32) -> String;
    #[wasm_bindgen(js_name = parseJson)]
    pub fn parse_json(text: &JsString) -> JsValue;
    #[wasm_bindgen(js_name = parseJson)]
    pub fn parse_header(text: &str) -> JsValue;
    pub fn stringify(value: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = answerOf)]
    pub fn answer_of(status: u16, headers: &JsValue, data: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = tokenOf)]
    pub fn token_of(token: &str, seconds: f64) -> JsValue;
}
