//! Another system's tickets on their page: tried, mended, written once, and known again.

use crate::district::{Answer, District, Person, asking};
use axum::body::Body;
use axum::http::{StatusCode, header};

const HEADING: &str = "来源编号,标题,内容,地址,经度,纬度\n";
const GOOD: &str = "A-1,树歪了,示例：路边树歪,某路1号,150.007,30.012\nA-2,枯枝,示例：枯枝,某路2号,150.006,30.012\n";

async fn upload(district: &District, who: &Person, lines: &str) -> Answer {
    let boundary = "tickets-boundary";
    let part = |head: &str, body: &str| {
        format!("--{boundary}\r\ncontent-disposition: form-data; {head}\r\n\r\n{body}\r\n")
    };
    let file = "name=\"file\"; filename=\"tickets.csv\"\r\ncontent-type: text/csv";
    let body = [
        part("name=\"csrf\"", &who.csrf),
        part("name=\"system\"", "热线"),
        part(file, &format!("{HEADING}{lines}")),
        format!("--{boundary}--\r\n"),
    ]
    .concat();
    let request = asking("POST", "/cases/import", Some(who))
        .header(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={boundary}"),
        )
        .body(Body::from(body))
        .expect("a request");
    district.send(request).await
}

#[tokio::test]
async fn a_file_is_tried_then_written_and_known_again() {
    let district = District::demo().await;
    let agent = district.person("hotline_agent").await.expect("an agent");
    let wrong = upload(&district, &agent, "A-1,树歪了,示例,某路,远处,30.012\n").await;
    assert_eq!(wrong.status, StatusCode::SEE_OTHER, "{}", wrong.text());
    let shown = district.get(wrong.header("location"), Some(&agent)).await;
    assert!(shown.text().contains("import.cell"), "{}", shown.text());
    assert!(!shown.text().contains("确认导入"));

    let tried = upload(&district, &agent, GOOD).await;
    let at = tried.header("location").to_owned();
    let shown = district.get(&at, Some(&agent)).await;
    assert!(shown.text().contains("确认导入 2 件"), "{}", shown.text());
    let other = district.person("district_office").await.expect("office");
    let hidden = district.get(&at, Some(&other)).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);

    let written = district.post(&at, &agent, &[]).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text());
    let list = district.get("/cases?channel=import", Some(&agent)).await;
    assert!(list.text().contains("树歪了") && list.text().contains("枯枝"));
    let gone = district.get(&at, Some(&agent)).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);

    let changed = GOOD.replace(",枯枝,", ",枯枝（更正）,");
    let again = upload(&district, &agent, &changed).await;
    let shown = district.get(again.header("location"), Some(&agent)).await;
    let text = shown.text();
    assert!(
        text.contains("此前已导入 2 件") && text.contains("没有新的工单"),
        "{text}"
    );
    assert!(
        text.contains("内容有变化的工单") && text.contains("标题"),
        "{text}"
    );
}
