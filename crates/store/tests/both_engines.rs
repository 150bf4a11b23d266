//! One suite, run on SQLite and on PostgreSQL.

#[path = "suite/cases.rs"]
mod cases;
#[path = "suite/checks.rs"]
mod checks;
#[path = "suite/commits.rs"]
mod commits;
#[path = "suite/counted.rs"]
mod counted;
#[path = "suite/files.rs"]
mod files;
#[path = "suite/fixture.rs"]
mod fixture;
#[path = "suite/guards.rs"]
mod guards;
#[path = "suite/late.rs"]
mod late;
#[path = "suite/ledger.rs"]
mod ledger;
#[path = "suite/lists.rs"]
mod lists;
#[path = "suite/outbox.rs"]
mod outbox;
#[path = "suite/past.rs"]
mod past;
#[path = "suite/room.rs"]
mod room;
#[path = "suite/search.rs"]
mod search;
#[path = "suite/side.rs"]
mod side;
#[path = "suite/sums.rs"]
mod sums;
#[path = "suite/tampering.rs"]
mod tampering;
#[path = "suite/windows.rs"]
mod windows;

macro_rules! both {
    ($($module:ident::$name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                crate::$module::$name(store::testing::sqlite().await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                if let Some(store) = store::testing::postgres().await {
                    crate::$module::$name(store).await;
                }
            })*
        }
    };
}

both! {
    cases::lists_filter_sort_and_page,
    cases::a_scope_is_kept_whatever_is_asked,
    cases::a_case_is_found_by_what_people_know,
    cases::the_map_shows_points_and_clusters,
    cases::a_new_and_a_changed_case_may_be_written_together,
    cases::counters_follow_every_change,
    late::what_is_late_follows_every_change,
    late::what_is_late_is_read_once,
    cases::counters_keep_the_standards_definitions,
    counted::counted_cases_are_grouped_and_open_to_their_rows_of_any_day,
    files::a_file_goes_with_the_last_who_names_it,
    files::every_record_that_names_a_file_is_in_the_register,
    checks::checks_and_what_was_missed_are_counted,
    checks::an_upgrade_counts_again_when_it_opens,
    cases::a_recount_finds_and_mends_wrong_counters,
    windows::windows_are_bounded_and_kinds_are_told_apart,
    commits::a_change_can_be_read_back,
    commits::a_stale_change_conflicts_and_nothing_is_written,
    commits::one_bad_batch_of_a_group_fails_alone,
    commits::a_row_the_database_refuses_fails_alone,
    commits::expectations_guard_what_does_not_change,
    commits::many_writers_of_one_subject_all_win_in_turn,
    commits::a_repeated_request_gets_its_first_answer,
    commits::positions_are_contiguous_per_district,
    commits::time_never_runs_back,
    commits::what_is_no_object_is_refused,
    commits::a_batch_may_change_a_subject_twice,
    commits::two_stores_share_a_database,
    commits::it_opens_again_with_everything_in_place,
    outbox::a_message_is_kept_once_and_with_its_change,
    outbox::a_message_whose_worker_died_is_taken_again,
    outbox::two_workers_share_the_work,
    outbox::notices_are_read_once,
    past::any_instant_can_be_read,
    past::the_journal_is_read_by_pages,
    past::lists_equal_the_replay_and_can_be_rebuilt,
    ledger::filters_sorts_and_pages,
    ledger::counts_by_dimension,
    ledger::a_changed_commitment_leaves_no_old_units,
    ledger::queries_are_counted,
    lists::no_row_is_lost_or_shown_twice_among_equals,
    lists::a_scope_narrows_whatever_is_asked,
    lists::conditions_narrow_each_list,
    lists::duties_stand_in_their_groups,
    lists::a_sort_or_a_cursor_of_another_list_is_refused,
    search::a_change_is_found_at_once_and_with_its_batch_or_not_at_all,
    search::blocks_and_fresh_rows_answer_as_looking_at_each_record_does,
    search::a_difference_is_found_and_a_rebuild_mends_it,
    search::pages_go_on_where_they_ended,
    search::titles_are_found_by_the_index_as_by_reading_them,
    sums::sums_in_memory_follow_every_change,
    side::sessions_credentials_and_tokens,
    side::files_views_and_jobs,
    guards::the_database_refuses_to_change_the_journal,
    guards::a_newer_schema_is_refused,
    guards::districts_do_not_see_each_other,
    tampering::a_sound_store_verifies,
    tampering::each_kind_of_tampering_is_found,
    tampering::tampering_with_seals_is_found,
    tampering::what_stands_beside_the_journal_is_checked,
    tampering::verification_runs_beside_writers,
}
