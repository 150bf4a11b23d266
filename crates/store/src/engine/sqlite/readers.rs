//! Reader threads: each has its own connection and sees the last durable state.

use super::{closed, connect, failed, rows};
use crate::error::StoreError;
use crate::row::Row;
use crate::sql::Text;
use crate::value::Value;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use tokio::sync::oneshot;

/// Reader threads of one store.
const THREADS: usize = 4;

type Reply = oneshot::Sender<Result<Vec<Row>, StoreError>>;

#[derive(Debug)]
struct Question {
    text: Text,
    params: Vec<Value>,
    reply: Reply,
}

#[derive(Debug)]
pub(super) struct Readers {
    sender: Mutex<Option<Sender<Question>>>,
}

impl Readers {
    pub(super) fn start(file: &Path) -> Result<Self, StoreError> {
        let (sender, receiver) = channel::<Question>();
        let receiver = Arc::new(Mutex::new(receiver));
        for number in 0..THREADS {
            let connection = connect(file)?;
            connection
                .execute_batch("PRAGMA query_only = ON")
                .map_err(failed)?;
            let receiver = Arc::clone(&receiver);
            std::thread::Builder::new()
                .name(format!("store-reader-{number}"))
                .spawn(move || answer_all(&connection, &receiver))
                .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        }
        Ok(Self {
            sender: Mutex::new(Some(sender)),
        })
    }

    pub(super) async fn query(
        &self,
        text: Text,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        let (reply, answer) = oneshot::channel();
        let question = Question {
            text,
            params,
            reply,
        };
        self.ask(question)?;
        answer.await.map_err(|_| closed())?
    }

    pub(super) fn close(&self) {
        if let Ok(mut sender) = self.sender.lock() {
            sender.take();
        }
    }

    fn ask(&self, question: Question) -> Result<(), StoreError> {
        let sender = self.sender.lock().map_err(|_| closed())?;
        let sender = sender.as_ref().ok_or_else(closed)?;
        sender.send(question).map_err(|_| closed())
    }
}

fn answer_all(connection: &rusqlite::Connection, questions: &Mutex<Receiver<Question>>) {
    loop {
        let next = match questions.lock() {
            Ok(questions) => questions.recv(),
            Err(_) => return,
        };
        let Ok(question) = next else { return };
        if question.reply.is_closed() {
            continue;
        }
        let answer = rows::query(connection, &question.text.for_sqlite(), &question.params);
        let _ = question.reply.send(answer);
    }
}
