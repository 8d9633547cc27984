//! Starts the server and calls it. `cargo run -p example-http`
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "this is a program for a terminal")]

use std::error::Error;
use std::sync::Arc;

use example_http::client::{self, Client};
use example_http::models::Buoy;
use example_http::server::{Station, routes, start};
use futures_util::TryStreamExt;
use spectable::Model;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // The log goes to the terminal as well, among the lines of this program.
    tracing_subscriber::fmt().without_time().with_target(false).with_ansi(false).init();
    let station = Arc::new(Station::new()?);
    let address = start(routes(Arc::clone(&station))).await?;
    let client = Client::new(format!("http://{address}").parse()?)?;

    println!("-- the list, while the server is busy at first; the log tells each deviation once");
    station.be_busy(1);
    let buoys = client.buoys().try_collect::<Vec<_>>().await?;
    println!("{} buoys", buoys.len());

    println!("-- read, change, and send all of it back: what is not documented comes back as it was");
    let mut buoy = client.buoy("b-4").await?;
    println!("read     {}", spectable::to_string(&buoy)?);
    for deviation in buoy.deviations() {
        println!("         {deviation}");
    }
    buoy.id = None; // It is read-only, and in the address.
    buoy.name = Some("Tegeler Plate N".to_owned());
    buoy.set_null("note")?;
    println!("PATCH    {}", spectable::to_string(&buoy)?);
    println!("answer   {}", spectable::to_string(&client.change("b-4", &buoy).await?)?);

    println!("-- only what changes");
    let light = Buoy::default().with_depth(9.5);
    println!("PATCH    {}", spectable::to_string(&light)?);
    println!("answer   {}", spectable::to_string(&client.change("b-4", &light).await?)?);

    println!("-- what is refused, by the client and by the server");
    println!("{}", refusal(client.lay(&Buoy::default().with_id("b-9")).await)?);
    let mut null = Buoy::default();
    null.set_null("name")?;
    println!("{}", refusal(client.change("b-4", &null).await)?);
    println!("{}", refusal(client.buoy("b-99").await)?);
    println!("{}", refusal(client.limit(40).buoy("b-4").await)?);
    Ok(())
}

/// Why a call failed that is meant to.
fn refusal(result: Result<Buoy, client::Error>) -> Result<client::Error, String> {
    result.err().ok_or_else(|| "nothing was refused".to_owned())
}
