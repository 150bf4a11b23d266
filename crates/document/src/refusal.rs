//! Why a file was not read: one stable code each, and a sentence for the person who sent it.

use thiserror::Error;

/// A file or text that cannot be used, with what to do about it.
///
/// `Display` is the Chinese sentence shown to people; [`Refusal::code`] is the stable name for
/// machines and message catalogues.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The file has no bytes.
    #[error("文件是空的，请检查后重新选择文件。")]
    EmptyFile,
    /// The file is larger than [`crate::limits::MAX_FILE_BYTES`].
    #[error("文件有 {megabytes} MB，超过 {limit} MB 的上限。请去掉图片或另存为纯文本后再导入。")]
    TooLarge {
        /// Size of the file in whole MiB, rounded up.
        megabytes: usize,
        /// The limit in MiB.
        limit: usize,
    },
    /// The extracted text is longer than [`crate::limits::MAX_TEXT_CHARS`].
    #[error("文件里的文字太多（超过 {limit} 字），不像一份报告，请拆分后再导入。")]
    TooLong {
        /// The limit in characters.
        limit: usize,
    },
    /// Bytes that are no text in any encoding: pictures, programs, random data.
    #[error("这是二进制文件（如图片、程序或压缩数据），里面没有可读的文字。")]
    BinaryFile,
    /// Text in an encoding that could not be told.
    #[error("认不出文件的文字编码，请另存为 UTF-8 编码的文本后再导入。")]
    UnknownEncoding,
    /// A format that is recognised but not read.
    #[error("暂不支持{format}文件，请另存为 .docx、带文字的 .pdf 或 .txt 后再导入。")]
    UnsupportedFormat {
        /// The format's name in Chinese.
        format: &'static str,
    },
    /// A Word 97–2003 or other OLE office file.
    #[error("这是旧版 Office 文件（.doc 等），请用 Word 或 WPS 另存为 .docx 后再导入。")]
    LegacyOffice,
    /// An office file protected by a password.
    #[error("Office 文件设有打开密码，请取消密码后再导入。")]
    EncryptedOffice,
    /// A .docx whose container or XML cannot be read.
    #[error("Word 文件已损坏，无法打开。请用 Word 或 WPS 打开并重新保存后再导入。")]
    BrokenDocx,
    /// A web page nested beyond anything a browser saves.
    #[error("网页文件的结构异常，无法读取。请在浏览器中打开并把正文复制为文本后再导入。")]
    BrokenHtml,
    /// A container that unpacks to more than the limits allow.
    #[error("文件解压后异常巨大，疑似恶意压缩文件，已停止读取。")]
    ArchiveBomb,
    /// A PDF that needs a password to open.
    #[error("PDF 设有打开密码，请取消密码后再导入。")]
    EncryptedPdf,
    /// A PDF without a text layer.
    #[error("这份 PDF 是扫描件，没有文字层。请先做文字识别（OCR），或取得电子版原文。")]
    ScannedPdf,
    /// A PDF whose fonts do not say which characters they draw.
    #[error("PDF 的字体没有文字对应表，读出来是乱码。请用原文档另存为 .docx，或重新导出 PDF。")]
    UnreadablePdfText,
    /// A PDF that cannot be parsed.
    #[error("PDF 文件已损坏，无法打开。请重新导出后再导入。")]
    BrokenPdf,
    /// A PDF with more pages or drawing operations than the limits allow.
    #[error("PDF 过于庞大（超过 {limit} 页或内容过于复杂），请拆分后再导入。")]
    OversizedPdf {
        /// The limit in pages.
        limit: usize,
    },
    /// A readable file with no text in it.
    #[error("文件里没有文字。")]
    NoText,
    /// Readable text that shows too few marks of a government work report.
    #[error("这份文件不像政府工作报告：{missing}。如确是工作报告，请检查是否导入了全文。")]
    NotAReport {
        /// What was looked for and not found, in Chinese.
        missing: String,
    },
}

impl Refusal {
    /// The stable code of this refusal, in snake case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmptyFile => "empty_file",
            Self::TooLarge { .. } => "too_large",
            Self::TooLong { .. } => "too_long",
            Self::BinaryFile => "binary_file",
            Self::UnknownEncoding => "unknown_encoding",
            Self::UnsupportedFormat { .. } => "unsupported_format",
            Self::LegacyOffice => "legacy_office",
            Self::EncryptedOffice => "encrypted_office",
            Self::BrokenDocx => "broken_docx",
            Self::BrokenHtml => "broken_html",
            Self::ArchiveBomb => "archive_bomb",
            Self::EncryptedPdf => "encrypted_pdf",
            Self::ScannedPdf => "scanned_pdf",
            Self::UnreadablePdfText => "unreadable_pdf_text",
            Self::BrokenPdf => "broken_pdf",
            Self::OversizedPdf { .. } => "oversized_pdf",
            Self::NoText => "no_text",
            Self::NotAReport { .. } => "not_a_report",
        }
    }
}
